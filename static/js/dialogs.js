// Anything with data-open-dialog="id" opens that <dialog>; the browser keeps focus inside and gives it back.
// Without script the opener is a link, or its form is in the page.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.openDialog);
  if (dialog) {
    event.preventDefault();
    opener.closest("details.menu")?.removeAttribute("open");
    if (!dialog.open) dialog.showModal();
    return;
  }
  const closer = event.target.closest("[data-close-dialog]");
  if (closer) closer.closest("dialog")?.close();
  // A click on the backdrop is a click on the dialog itself, outside its box.
  if (event.target instanceof HTMLDialogElement && isOutside(event, event.target)) event.target.close();
});

function isOutside(event, dialog) {
  const box = dialog.getBoundingClientRect();
  const inside =
    event.clientX >= box.left &&
    event.clientX <= box.right &&
    event.clientY >= box.top &&
    event.clientY <= box.bottom;
  return !inside && event.clientX + event.clientY > 0;
}
