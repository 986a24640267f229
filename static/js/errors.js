// What htmx could not do is said where people look: a toast that stays, and the live region.
const WORDS = {
  400: "The server could not read the request. Reload the page and try again.",
  403: "You may not do this. Ask an admin for the right.",
  404: "This is no longer here. Reload the page.",
  413: "The file is too large.",
  429: "Too many tries. Wait a minute and try again.",
  503: "The portal is busy. Nothing was saved; try again in a moment.",
};

document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  show(WORDS[status] ?? "Something went wrong on the server. Nothing was saved.");
});
document.addEventListener("htmx:sendError", () => show("No connection. Nothing was saved."));
document.addEventListener("htmx:timeout", () => show("The server did not answer in time. Try again."));

function show(words) {
  const place = document.getElementById("toasts");
  if (!place) return;
  const toast = document.createElement("p");
  toast.className = "toast";
  toast.append(Object.assign(document.createElement("span"), { textContent: words }));
  const close = Object.assign(document.createElement("button"), { type: "button", textContent: "Dismiss" });
  close.className = "btn btn-s";
  close.dataset.dismiss = "";
  toast.append(close);
  place.replaceChildren(toast);
}
