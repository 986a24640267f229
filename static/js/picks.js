// Rows with a checkbox [data-pick]: Shift selects a range, [data-pick-all] takes the page, [data-pick-bar]
// appears with the number in [data-pick-count]. Without script the bar is always there and the form works.
let last = null;

const picks = (form) => [...form.querySelectorAll("input[data-pick]")];

document.addEventListener("click", (event) => {
  const box = event.target;
  if (!box.matches?.("input[data-pick]")) return;
  const all = picks(box.form);
  if (event.shiftKey && last && all.includes(last)) {
    const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
    for (const one of all.slice(from, to + 1)) one.checked = box.checked;
  }
  last = box;
  show(box.form);
});

document.addEventListener("change", (event) => {
  if (!event.target.matches?.("input[data-pick-all]")) return;
  for (const one of picks(event.target.form)) one.checked = event.target.checked;
  show(event.target.form);
});

function show(form) {
  const all = picks(form);
  const count = all.filter((one) => one.checked).length;
  for (const one of all) one.closest("[data-result]")?.classList.toggle("picked", one.checked);
  for (const bar of form.querySelectorAll("[data-pick-bar]")) bar.hidden = count === 0;
  for (const place of form.querySelectorAll("[data-pick-count]")) place.textContent = String(count);
  const head = form.querySelector("input[data-pick-all]");
  if (head) {
    head.checked = count > 0 && count === all.length;
    head.indeterminate = count > 0 && count < all.length;
  }
}

function start() {
  for (const form of new Set([...document.querySelectorAll("input[data-pick]")].map((box) => box.form))) {
    if (form) show(form);
  }
}

document.addEventListener("htmx:afterSettle", start);
window.addEventListener("pageshow", start);
start();
