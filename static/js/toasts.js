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

document.addEventListener("htmx:oobAfterSwap", start);
document.addEventListener("htmx:afterSwap", start);
start();
