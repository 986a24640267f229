// `p` goes to the talking points of the current result. Where they are not on the page yet, its preview is opened and
// the key waits for it; where there are none, that is said.
let wanted = "";

const panel = () => document.getElementById("preview");
const shown = () => panel()?.querySelector("[data-preview-of]")?.dataset.previewOf ?? "";
const points = () => (panel() ?? document).querySelector("[data-shortcut=p]");

function currentResult() {
  return document.activeElement?.closest("[data-result]") ?? document.querySelector("[data-result][aria-current]");
}

document.addEventListener("portal:key", (event) => {
  if (event.detail !== "p") return;
  const row = currentResult();
  event.preventDefault();
  if (!row || row.dataset.reference === shown()) return go();
  const opener = row.querySelector("[data-preview]");
  if (!opener?.checkVisibility()) return;
  wanted = row.dataset.reference;
  // Space may have asked for it already.
  if (!opener.matches(".htmx-request")) opener.click();
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "preview" || !wanted || wanted !== shown()) return;
  wanted = "";
  go();
});

// Whoever has gone on in the meantime is not fetched back.
document.addEventListener("focusin", () => (wanted = ""));

function go() {
  if (points()) points().focus();
  else document.dispatchEvent(new CustomEvent("portal:announce", { detail: "No talking points" }));
}
