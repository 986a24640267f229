// <button data-print> prints the page; what is printed is the style sheet's.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
