// How far an upload is: the bar in its form follows the bytes that have left.
document.addEventListener("htmx:xhr:progress", (event) => {
  const bar = event.target.closest?.("form")?.querySelector("progress");
  if (!bar || !event.detail.lengthComputable) return;
  bar.hidden = false;
  bar.max = event.detail.total;
  bar.value = event.detail.loaded;
});

document.addEventListener("htmx:afterRequest", (event) => {
  const bar = event.target.closest?.("form")?.querySelector("progress");
  if (bar) bar.hidden = true;
});
