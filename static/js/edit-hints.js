// <select data-hints="id">: the chosen option's data-hint is written into the element with this id.
document.addEventListener("change", (event) => {
  const place = event.target.dataset?.hints && document.getElementById(event.target.dataset.hints);
  if (place) place.textContent = event.target.selectedOptions[0]?.dataset.hint ?? "";
});
