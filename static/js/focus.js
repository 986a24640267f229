// Where focus goes when htmx has changed the page: a link with data-then-focus="#id" names it (paging),
// and content may ask for it with data-focus-me (the summary of errors), or name by it the field that is to have it.
// A page that came back with a wrong field and no summary starts there.
document.addEventListener("DOMContentLoaded", () => {
  const wanted = document.querySelector("[data-focus-me]") ?? document.querySelector("[aria-invalid='true']");
  (document.getElementById(wanted?.dataset.focusMe) ?? wanted)?.focus();
});

document.addEventListener("htmx:afterSettle", (event) => {
  const wanted = event.target.querySelector?.("[data-focus-me]");
  const named = event.detail.elt?.dataset?.thenFocus ?? event.detail.requestConfig?.elt?.dataset?.thenFocus;
  const place = wanted ?? (named && document.querySelector(named));
  if (!place) return;
  if (!place.hasAttribute("tabindex") && !place.matches("a, button, input, select, textarea"))
    place.tabIndex = -1;
  place.focus();
});
