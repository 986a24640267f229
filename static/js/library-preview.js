// The preview beside the list: marks the open card, follows j and k while it is open, closes without the server.
const panel = () => document.getElementById("preview");
const openReference = () => panel()?.querySelector("[data-preview-of]")?.dataset.previewOf ?? "";
let follow;

function mark() {
  const open = openReference();
  for (const row of document.querySelectorAll("[data-result]")) {
    if (row.dataset.reference === open) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
}

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "preview") return;
  panel().scrollTop = 0;
  mark();
});

document.addEventListener("portal:result", (event) => {
  clearTimeout(follow);
  if (!openReference()) return;
  // Who holds j down passes many cards; only the one that is stayed on is fetched.
  follow = setTimeout(() => {
    const row = event.target.closest("[data-result]");
    if (row.dataset.reference !== openReference()) row.querySelector("[data-preview]")?.click();
  }, 120);
});

// Capture: htmx must not fetch what is about to be closed.
document.addEventListener(
  "click",
  (event) => {
    const opener = event.target.closest("[data-preview]");
    const again = opener && opener.closest("[data-result]").dataset.reference === openReference();
    if (!again && !event.target.closest("[data-close-preview]")) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    close();
  },
  true,
);

function close() {
  const url = panel().querySelector("[data-close-preview]")?.href;
  const row = document.querySelector("[data-result][aria-current]");
  panel().replaceChildren();
  mark();
  if (url) history.replaceState(history.state, "", url);
  row?.querySelector("[data-result-link]")?.focus();
}
