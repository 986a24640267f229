// <details data-menu>: Esc and a click elsewhere close it, arrow keys move inside, one is open at a time.
const openMenus = () => document.querySelectorAll("details[data-menu][open]");

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("focusout", (event) => {
  const menu = event.target.closest("details[data-menu][open]");
  if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  const menu =
    event.target.closest?.("details[data-menu][open]") ?? (event.key === "Escape" && openMenus()[0]);
  if (!menu) return;
  if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    menu.open = false;
    menu.querySelector("summary").focus();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (event.target.matches("input:not([type=checkbox], [type=radio]), textarea, select")) return;
    event.preventDefault();
    step(menu, event.key === "ArrowDown" ? 1 : -1);
  }
});

function step(menu, by) {
  const stops = [
    ...menu.querySelectorAll("summary, a[href], button:not(:disabled), input:not([type=hidden])"),
  ].filter((stop) => stop.offsetParent !== null);
  const at = stops.indexOf(document.activeElement);
  stops[(at + by + stops.length) % stops.length]?.focus();
}
