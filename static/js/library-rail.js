// The facet rail is drawn anew after each filter; what a person did to it stays: open groups, scroll, what is typed
// in the find boxes (find-in-list.js), the open filter sheet.
let kept;

document.addEventListener("htmx:beforeSwap", (event) => {
  const rail = document.getElementById("filters");
  const target = event.detail.target;
  if (!rail || (target.id !== "asset-workbench" && !rail.contains(target))) return;
  kept = {
    open: Object.fromEntries([...rail.querySelectorAll("details[data-facet]")].map((one) => [one.id, one.open])),
    found: Object.fromEntries([...rail.querySelectorAll("[data-find-in]")].map((one) => [one.id, one.value])),
    scroll: rail.scrollTop,
    sheet: rail.matches(":target"),
  };
});

document.addEventListener("htmx:afterSwap", () => {
  const rail = document.getElementById("filters");
  if (!rail) return;
  if (kept) restore(rail, kept);
  kept = null;
  offerFinding(rail);
});

function restore(rail, { open, found, scroll, sheet }) {
  for (const [id, isOpen] of Object.entries(open)) {
    const group = document.getElementById(id);
    if (group) group.open = isOpen;
  }
  for (const [id, words] of Object.entries(found)) {
    const box = document.getElementById(id);
    if (!box || !words) continue;
    box.value = words;
    narrow(box);
  }
  // The sheet is the target of the address; its new self has to become it again, without a step in the history.
  if (sheet && !rail.matches(":target")) location.replace("#filters");
  rail.scrollTop = scroll;
}

// Without script a find box would do nothing, so it waits for one.
function offerFinding(rail) {
  for (const box of rail.querySelectorAll("[data-find-in]")) box.hidden = false;
}

function narrow(box) {
  const words = box.value.trim().toLowerCase();
  for (const row of box.closest("fieldset").querySelectorAll("[data-item]")) {
    row.hidden = !row.querySelector("label").textContent.toLowerCase().includes(words);
  }
}

// Comes before the form hears it: whoever ticks an excluded value wants it.
document.addEventListener(
  "change",
  (event) => {
    if (!event.target.checked) return;
    event.target.closest("#filters .check.off")?.querySelector("input[type=hidden]")?.remove();
  },
  true,
);

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.getElementById("filters")?.matches(":target")) closeSheet();
});
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-close-filters]")) return;
  event.preventDefault();
  closeSheet();
});

function closeSheet() {
  location.replace("#results-title");
  document.querySelector("[data-open-filters]")?.focus();
}

const rail = document.getElementById("filters");
if (rail) offerFinding(rail);
