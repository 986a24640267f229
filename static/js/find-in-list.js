// <input data-find-in="list-id"> shows only the list's [data-item] elements whose text has the typed words.
document.addEventListener("input", (event) => {
  const list = event.target.dataset?.findIn && document.getElementById(event.target.dataset.findIn);
  if (!list) return;
  const words = event.target.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const item of list.querySelectorAll("[data-item]")) {
    // A number beside the value is not part of its name.
    const text = (item.querySelector("label") ?? item).textContent.toLocaleLowerCase();
    item.hidden = !words.every((word) => text.includes(word));
    if (!item.hidden) shown += 1;
  }
  const detail = `${shown} ${shown === 1 ? "value" : "values"}`;
  document.dispatchEvent(new CustomEvent("portal:announce", { detail }));
});

// It sits inside the form of filters, and a search in a list of values is no search of the library.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.dataset?.findIn) event.preventDefault();
});
document.addEventListener("change", (event) => event.target.dataset?.findIn && event.stopPropagation(), true);
