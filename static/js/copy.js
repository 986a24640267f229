// <button data-copy="text"> copies the text; <button data-copy-from="id"> that of an element.
// data-copied="Link copied" is what is announced; the button shows "Copied" for two seconds, and where the
// button itself is not shown (the key y on a result) a toast says it.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy], [data-copy-from]");
  if (!button) return;
  event.preventDefault();
  const source = document.getElementById(button.dataset.copyFrom);
  const text = button.dataset.copy ?? source?.value ?? source?.textContent.trim() ?? "";
  try {
    await navigator.clipboard.writeText(text);
    confirmCopy(button, button.dataset.copied || "Copied");
  } catch {
    offerSelection(button, text);
  }
});

function confirmCopy(button, words) {
  if (button.matches(".vh")) document.dispatchEvent(new CustomEvent("portal:toast", { detail: { words } }));
  else document.dispatchEvent(new CustomEvent("portal:announce", { detail: words }));
  document.dispatchEvent(new CustomEvent("portal:copied", { detail: button }));
  const label = button.querySelector("[data-label]");
  button.classList.add("is-copied");
  if (label) {
    label.dataset.label ||= label.textContent;
    label.textContent = "Copied";
  }
  clearTimeout(button.copiedTimer);
  button.copiedTimer = setTimeout(() => {
    button.classList.remove("is-copied");
    if (label) label.textContent = label.dataset.label;
  }, 2000);
}

// Without clipboard access (plain http, a refused permission) the text is shown and selected.
function offerSelection(button, text) {
  const field = Object.assign(document.createElement("textarea"), { value: text, readOnly: true });
  field.className = "input";
  field.setAttribute("aria-label", "Text to copy");
  field.addEventListener("blur", () => field.remove());
  button.after(field);
  field.select();
  const copied = document.execCommand("copy");
  if (copied) {
    field.remove();
    button.focus();
    confirmCopy(button, button.dataset.copied || "Copied");
  } else {
    document.dispatchEvent(new CustomEvent("portal:announce", { detail: "Selected. Copy it with Ctrl C" }));
  }
}
