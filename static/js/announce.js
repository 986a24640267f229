// Says a sentence in the page's live region. Other behaviours ask for it by event:
//   document.dispatchEvent(new CustomEvent("portal:announce", { detail: "Copied" }))
document.addEventListener("portal:announce", (event) => {
  const live = document.getElementById("live");
  if (!live) return;
  // An equal sentence said twice is no change of text, so screen readers would keep silent.
  live.textContent = "";
  requestAnimationFrame(() => (live.textContent = event.detail));
});
