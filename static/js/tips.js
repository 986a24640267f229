// The definition beside a figure goes away with Escape, until the pointer or the focus comes back.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const figure of document.querySelectorAll("[data-def]:is(:hover, :focus-within)")) {
    figure.classList.add("is-closed");
    for (const left of ["pointerleave", "focusout"])
      figure.addEventListener(left, () => figure.classList.remove("is-closed"), { once: true });
  }
});
