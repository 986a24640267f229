// Back to the list is back to the same place in it: how far it was scrolled and which result was current. The list
// scrolls inside the page, so the browser does not remember it. Kept for this tab, by address.
const KEY = "portal-places";
const LIMIT = 30;
let undone = false;

const here = () => location.pathname + location.search;
const scroller = () => document.querySelector("#asset-workbench > .results");

function places() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? [];
  } catch {
    return [];
  }
}

function keep() {
  if (undone || !scroller()) return;
  const row = document.activeElement?.closest("[data-result]");
  const place = { address: here(), top: scroller().scrollTop, reference: row?.dataset.reference ?? "" };
  const others = places().filter((one) => one.address !== place.address);
  sessionStorage.setItem(KEY, JSON.stringify([place, ...others].slice(0, LIMIT)));
}

// A list that is asked for anew starts at its top; only a step in the history, or a reload, goes on where it was.
function restore() {
  const [visit] = performance.getEntriesByType("navigation");
  if (!["back_forward", "reload"].includes(visit?.type)) return;
  const place = places().find((one) => one.address === here());
  if (!place || !scroller()) return;
  scroller().scrollTop = place.top;
  const row = place.reference && document.querySelector(`[data-reference="${CSS.escape(place.reference)}"]`);
  if (row && document.activeElement === document.body)
    row.querySelector("[data-result-link]")?.focus({ preventScroll: true });
}

window.addEventListener("pagehide", keep);
document.addEventListener("htmx:beforeHistorySave", keep);
// The address is already that of the list to come, while the page is still the one that is left.
window.addEventListener("popstate", (event) => (undone = Boolean(event.state?.htmx)));
restore();
