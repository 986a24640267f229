// A script asks for a toast by event: new CustomEvent("portal:toast", { detail: { words, stays } }). It takes the
// place of the others; one that stays waits for its button.
// A toast goes when its button is pressed, or after ten seconds in which nobody points at it or focuses it.
const SECONDS = 10_000;

document.addEventListener("click", (event) => {
  event.target.closest("[data-dismiss]")?.closest(".toast, .banner")?.remove();
});

function retire(toast) {
  if (toast.matches(":hover, :focus-within")) setTimeout(() => retire(toast), 2000);
  else toast.remove();
}

function start() {
  for (const toast of document.querySelectorAll("[data-toast]:not([data-started])")) {
    toast.dataset.started = "";
    setTimeout(() => retire(toast), SECONDS);
  }
}

document.addEventListener("portal:toast", (event) => {
  const { words, stays = false } = event.detail;
  const toast = Object.assign(document.createElement("div"), { className: "toast" });
  const close = Object.assign(document.createElement("button"), { type: "button", textContent: "Dismiss" });
  close.className = "btn btn-s";
  close.dataset.dismiss = "";
  toast.append(Object.assign(document.createElement("span"), { textContent: words }), close);
  if (!stays) toast.dataset.toast = "";
  document.getElementById("toasts")?.replaceChildren(toast);
  start();
});

document.addEventListener("htmx:oobAfterSwap", start);
document.addEventListener("htmx:afterSwap", start);
start();
