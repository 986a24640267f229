// The rows of talking points: add, remove, move up and down. Server order is the order in the page.
const list = () => document.querySelector("[data-points]");

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  const row = button?.closest("[data-point]");
  if (button?.matches("[data-point-add]")) add();
  else if (button?.matches("[data-point-remove]")) remove(row);
  else if (button?.matches("[data-point-up]")) move(row, row.previousElementSibling, "before", button);
  else if (button?.matches("[data-point-down]")) move(row, row.nextElementSibling, "after", button);
});

function add() {
  const row = newRow();
  list().append(row);
  refresh();
  row.querySelector("textarea").focus();
}

function newRow() {
  return document.querySelector("[data-point-template]").content.firstElementChild.cloneNode(true);
}

function remove(row) {
  const next = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  if (!next) return add();
  refresh();
  next.querySelector("textarea").focus();
  touched();
}

function move(row, other, side, button) {
  if (!other) return;
  other[side](row);
  refresh();
  // At either end the button that was pressed rests, so focus goes to its neighbour.
  const still = button.disabled
    ? row.querySelector("[data-point-up]:enabled, [data-point-down]:enabled")
    : button;
  still?.focus();
  const place = [...list().children].indexOf(row) + 1;
  document.dispatchEvent(
    new CustomEvent("portal:announce", { detail: `Place ${place} of ${list().children.length}` }),
  );
  touched();
}

// Text that was kept (kept-text.js) is put into rows, so there must be one for each point.
document.addEventListener("portal:restore", (event) => {
  const wanted = event.detail.get("point")?.length ?? 0;
  while (list().children.length < wanted) list().append(newRow());
  refresh();
});

// Counts as typing, so that leaving the page asks first.
function touched() {
  list().dispatchEvent(new Event("input", { bubbles: true }));
}

function refresh() {
  const rows = [...(list()?.children ?? [])];
  rows.forEach((row, index) => {
    row.querySelector("textarea").setAttribute("aria-label", `Talking point ${index + 1}`);
    for (const button of row.querySelectorAll("button")) button.hidden = false;
    row.querySelector("[data-point-up]").disabled = index === 0;
    row.querySelector("[data-point-down]").disabled = index === rows.length - 1;
  });
  for (const button of document.querySelectorAll("[data-point-add]")) button.hidden = false;
}

refresh();
