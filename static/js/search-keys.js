// `/` (outside fields) and Ctrl K or Cmd K (anywhere) put the cursor into the global search.
document.addEventListener("keydown", (event) => {
  const field = document.getElementById("q");
  if (!field || event.defaultPrevented) return;
  const chord =
    event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  const slash =
    event.key === "/" &&
    !event.ctrlKey &&
    !event.metaKey &&
    !event.altKey &&
    document.body.dataset.shortcuts !== "off" &&
    !event.target.closest?.("input, textarea, select, dialog, [contenteditable]");
  if (!chord && !slash) return;
  event.preventDefault();
  document.querySelector("dialog[open]")?.close();
  field.focus();
  field.select();
});
