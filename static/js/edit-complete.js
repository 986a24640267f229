// "5 of 7 complete" follows the form: a line is done when its field holds anything.
const form = document.querySelector("form[data-complete]");

function filled(name) {
  const inputs = [...form.querySelectorAll(`[name="${name}"]`)];
  return inputs.some((one) =>
    one.matches("[type=radio], [type=checkbox]") ? one.checked && one.value : one.value.trim(),
  );
}

function count() {
  const lines = [...form.querySelectorAll("[data-complete-field]")];
  for (const line of lines) line.classList.toggle("done", Boolean(filled(line.dataset.completeField)));
  const number = String(lines.filter((line) => line.classList.contains("done")).length);
  const place = form.querySelector("[data-complete-count]");
  if (place.textContent !== number) {
    place.textContent = number;
    const detail = `${number} of ${lines.length} complete`;
    document.dispatchEvent(new CustomEvent("portal:announce", { detail }));
  }
}

if (form) {
  form.addEventListener("input", count);
  form.addEventListener("change", count);
}

// A link to a field inside a closed group opens the group.
document.addEventListener("click", (event) => {
  const link = event.target.closest("form[data-complete] a[href^='#'], .banner a[href^='#']");
  const place = link && document.getElementById(link.hash.slice(1));
  if (!place) return;
  if (place.matches("details")) place.open = true;
  const field = place.matches("input, select, textarea")
    ? place
    : place.querySelector("input, select, textarea");
  if (!field) return;
  event.preventDefault();
  field.focus();
});
