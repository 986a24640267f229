// Where focus goes when htmx has changed the page: a link with data-then-focus="#id" names it (paging),
// and swapped-in content may ask for it with data-focus-me (the summary of errors).
document.addEventListener("DOMContentLoaded", () => document.querySelector("[data-focus-me]")?.focus());

document.addEventListener("htmx:afterSettle", (event) => {
  const wanted = event.target.querySelector?.("[data-focus-me]");
  const named = event.detail.elt?.dataset?.thenFocus ?? event.detail.requestConfig?.elt?.dataset?.thenFocus;
  const place = wanted ?? (named && document.querySelector(named));
  if (!place) return;
  if (!place.hasAttribute("tabindex") && !place.matches("a, button, input, select, textarea"))
    place.tabIndex = -1;
  place.focus();
});
