// Searching in the list: the field shows what is searched, Enter goes to the first result, settled searches are
// noted for marketing (two still seconds, or a result opened; the server notes Enter itself).
const STILL = 2000;
let timer;
let noted = "";
let asked = null;
let stepped = false;

const workbench = () => document.getElementById("asset-workbench");
const results = () => document.getElementById("results-title");
const field = () => document.getElementById("q");

// Enter may come before the pause that typing waits for; the same words are not asked for twice.
// Said before hx-sync looks: later, what Enter asked for would already be aborted in favour of this request.
document.addEventListener("htmx:confirm", (event) => {
  if (event.detail.elt.id === "q" && field().value.trim() === asked) event.preventDefault();
});

document.addEventListener("htmx:beforeRequest", (event) => {
  if (["q", "library-search"].includes(event.detail.elt.id)) asked = field().value.trim();
});

// What got no answer may be asked for again.
for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"])
  document.addEventListener(failure, () => (asked = null));

// Back undoes a search, not a letter: the first answer to what is typed is a step in the history, the next replace it.
document.addEventListener("htmx:beforeHistoryUpdate", (event) => {
  const { history: update, requestConfig } = event.detail;
  const typed = ["q", "library-search"].includes(requestConfig?.elt?.id);
  const elsewhere = update.path !== location.pathname + location.search;
  if (typed && !stepped && elsewhere) update.type = "push";
  stepped = typed && (stepped || elsewhere);
});

document.addEventListener("focusout", (event) => {
  if (event.target === field()) stepped = false;
});

document.addEventListener("submit", (event) => {
  if (event.target.id === "library-search") noted = field().value.trim();
});

// Only a new list counts: counts of saved views or a preview that arrive by themselves move nothing.
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "asset-workbench") return;
  const { words } = workbench().dataset;
  if (document.activeElement !== field()) field().value = asked = words;
  if (event.detail.requestConfig?.elt?.id === "library-search") goToResults();
  // What had the focus may be gone with the old list; the next Tab should start at the new one.
  else if (document.activeElement === document.body) results()?.focus({ preventScroll: true });
  clearTimeout(timer);
  if (words) timer = setTimeout(() => note(words), STILL);
});

function goToResults() {
  (document.querySelector("[data-result-link]") ?? results())?.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-result] a[data-result-link], [data-result] [data-preview]");
  const words = workbench()?.dataset.words;
  if (link && words) note(words, link.closest("[data-result]"));
});

function note(words, row) {
  const form = document.getElementById("search-note");
  if (!form || (words === noted && !row)) return;
  noted = words;
  const body = new FormData(form);
  body.set("query", workbench().dataset.address);
  if (row) {
    body.set("opened", row.dataset.reference);
    body.set(
      "place",
      [...document.querySelectorAll("[data-result]")].indexOf(row) + Number(workbench().dataset.before) + 1,
    );
  }
  fetch(form.action, { method: "POST", body, keepalive: true }).catch(() => {});
}
