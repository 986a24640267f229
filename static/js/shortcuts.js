// The keyboard map. Elements say which key they answer: data-shortcut="e" is clicked, a field is focused.
// data-result marks the rows that j and k walk through; keys with data-shortcut inside the current row win
// over those elsewhere. `g` and a letter go to data-shortcut="g l". Off with <body data-shortcuts="off">,
// and never inside fields or while a dialog is open.
let prefix = "";
let prefixTimer;

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (document.body.dataset.shortcuts === "off" || document.querySelector("dialog[open]")) return;
  if (event.target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]"))
    return;
  if (run(event.key, event)) event.preventDefault();
});

function run(key, event) {
  if (prefix) return follow(key);
  if (key === "g") return begin();
  if (key === "j" || key === "k") return walk(key === "j" ? 1 : -1);
  const name = key === " " ? "Space" : key;
  // Space, Enter and Escape belong to whatever control has focus.
  if ((name === "Space" || name === "Enter") && event.target.closest?.("a, button, summary, input, label")) {
    return name === "Space" && event.target.closest("[data-result] a[data-result-link]")
      ? press(name)
      : false;
  }
  return press(name);
}

function begin() {
  prefix = "g";
  clearTimeout(prefixTimer);
  prefixTimer = setTimeout(() => (prefix = ""), 1500);
  return true;
}

function follow(key) {
  prefix = "";
  return press(`g ${key}`);
}

function press(name) {
  // Another behaviour may answer a key itself, such as one that has to wait for the server.
  if (!document.dispatchEvent(new CustomEvent("portal:key", { cancelable: true, detail: name }))) return true;
  // A capital letter is the small one's key with Shift held, which a checkbox takes as "up to here".
  const shiftKey = /^[A-Z]$/.test(name);
  const target = find(name) ?? (shiftKey ? find(name.toLowerCase()) : null);
  if (!target) return false;
  if (shiftKey) {
    target.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey }));
    return true;
  }
  if (target.matches("input:not([type=checkbox], [type=radio]), textarea, select, [data-shortcut-focus]"))
    target.focus();
  else target.click();
  return true;
}

function find(name) {
  const selector = `[data-shortcut="${CSS.escape(name)}"]`;
  return currentResult()?.querySelector(selector) ?? firstVisible(selector);
}

function firstVisible(selector) {
  const all = [...document.querySelectorAll(selector)].filter((one) => !one.closest("[data-result]"));
  return all.find((one) => one.checkVisibility?.() ?? true) ?? all[0];
}

function results() {
  return [...document.querySelectorAll("[data-result]")];
}

function currentResult() {
  return (
    document.activeElement?.closest?.("[data-result]") ??
    document.querySelector("[data-result][aria-current]") ??
    null
  );
}

function walk(by) {
  const rows = results();
  if (!rows.length) return false;
  const at = rows.indexOf(currentResult());
  const next = rows[Math.max(0, Math.min(rows.length - 1, at < 0 && by < 0 ? 0 : at + by))];
  const link = next.querySelector("[data-result-link]") ?? next.querySelector("a[href]");
  link.focus();
  next.scrollIntoView({ block: "nearest" });
  next.dispatchEvent(new CustomEvent("portal:result", { bubbles: true, detail: link }));
  return true;
}
