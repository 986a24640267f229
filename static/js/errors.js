// What htmx could not do is said where people look: a toast that stays, and the live region.
const WORDS = {
  400: "The server could not read the request. Reload the page and try again.",
  403: "You may not do this. Ask an admin for the right.",
  404: "This is no longer here. Reload the page.",
  413: "The file is too large.",
  429: "Too many tries. Wait a minute and try again.",
  503: "The portal is busy. Try again in a moment.",
};

document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  show(WORDS[status] ?? `Something went wrong on the server.${unsaved(event)}`);
});
document.addEventListener("htmx:sendError", (event) => show(`No connection.${unsaved(event)} Try again.`));
document.addEventListener("htmx:timeout", () => show("The server did not answer in time. Try again."));

// Reading saves nothing, so nothing is missing either.
function unsaved(event) {
  return event.detail.requestConfig?.verb === "get" ? "" : " Nothing was saved.";
}

function show(words) {
  document.dispatchEvent(new CustomEvent("portal:toast", { detail: { words, stays: true } }));
}
