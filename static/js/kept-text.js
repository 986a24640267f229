// What was typed into a <form data-unsaved> outlives a session that ended: it is kept in this tab, by person and
// address, when the form is sent or left, offered on the form's next page, and forgotten once it was saved.
const PREFIX = "portal-kept-text";
const person = document.body?.dataset.person;
const [visit] = performance.getEntriesByType("navigation");
const typedInto = new Set();
let signedOut = false;

const forms = () => document.querySelectorAll("form[data-unsaved]");
const pathOf = (form) => new URL(form.getAttribute("action") || location.pathname, location.href).pathname;
const keyOf = (form) => `${PREFIX} ${person} ${pathOf(form)}`;
const keptKeys = () => Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-unsaved]");
  if (form) typedInto.add(form);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-sign-out]")) return forgetAll();
  if (!form.matches("[data-unsaved]") || event.defaultPrevented) return;
  typedInto.delete(form);
  keep(form, true);
});

window.addEventListener("pagehide", () => {
  if (signedOut) return;
  for (const form of typedInto) if (form.isConnected) keep(form, false);
});

function keep(form, sent) {
  const page = location.pathname + location.search;
  try {
    sessionStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), page, sent, fields: fieldsOf(form) }));
  } catch {
    // The store is full or forbidden: the form works as it would without this.
  }
}

// Whoever signs in next in this tab must not find what was typed.
function forgetAll() {
  signedOut = true;
  for (const key of keptKeys()) sessionStorage.removeItem(key);
}

// Hidden fields (token, version) belong to the page they came with; passwords and files are never kept.
const isTyped = (control) => control.name && !control.matches("[type=hidden], [type=password], [type=file], button");

function fieldsOf(form) {
  const names = new Set([...form.elements].filter(isTyped).map((control) => control.name));
  return [...new FormData(form)].filter(([name, value]) => names.has(name) && typeof value === "string");
}

// A save leads on, and a refusal shows the text again. Anything else is no answer: sign-in, a stale form, an error.
function isAnswer() {
  if (!person || visit?.type !== "navigate") return false;
  return visit.redirectCount > 0 || [409, 422].includes(visit.responseStatus);
}

function settle() {
  for (const key of keptKeys()) {
    const kept = JSON.parse(sessionStorage.getItem(key));
    if (!kept.sent) continue;
    if (isAnswer()) sessionStorage.removeItem(key);
    else {
      sessionStorage.setItem(key, JSON.stringify({ ...kept, sent: false }));
      pointBack(kept);
    }
  }
}

// <p data-kept-text hidden> with a link, on the page that says why a form was not taken.
function pointBack(kept) {
  const place = document.querySelector("[data-kept-text]");
  if (!place) return;
  place.hidden = false;
  place.querySelector("a").href = kept.page;
}

function offer(form) {
  const kept = JSON.parse(sessionStorage.getItem(keyOf(form)));
  if (!kept) return;
  const forget = () => sessionStorage.removeItem(keyOf(form));
  if (JSON.stringify(kept.fields) === JSON.stringify(fieldsOf(form))) return forget();
  const words = `Your text from ${timeOf(kept.at)} is kept.`;
  const banner = document.createElement("div");
  banner.className = "banner tone-accent page-note";
  banner.append(Object.assign(document.createElement("p"), { className: "grow", textContent: words }));
  const done = (act) => () => {
    act();
    forget();
    banner.remove();
  };
  banner.append(button("Restore", done(() => restore(form, kept.fields))));
  banner.append(button("Discard", done(() => form.querySelector("input:not([type=hidden]), textarea")?.focus())));
  form.before(banner);
  document.dispatchEvent(new CustomEvent("portal:announce", { detail: words }));
}

function button(label, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: label });
  made.className = "btn btn-s";
  made.addEventListener("click", act);
  return made;
}

function timeOf(moment) {
  const at = new Date(moment);
  return [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
}

function restore(form, fields) {
  const values = new Map();
  for (const [name, value] of fields) values.set(name, [...(values.get(name) ?? []), value]);
  // Forms that grow (talking points, tags) make room first.
  form.dispatchEvent(new CustomEvent("portal:restore", { bubbles: true, detail: values }));
  for (const control of [...form.elements].filter(isTyped)) fill(control, values.get(control.name) ?? []);
  const first = form.querySelector("input:not([type=hidden]), textarea");
  first?.focus();
  first?.dispatchEvent(new Event("input", { bubbles: true }));
}

// Of several text fields with one name, each takes the next of the values.
function fill(control, values) {
  if (control.matches("[type=checkbox], [type=radio]")) control.checked = values.includes(control.value);
  else if (control.multiple && control.options)
    for (const option of control.options) option.selected = values.includes(option.value);
  else control.value = values.shift() ?? "";
}

settle();
for (const form of forms()) offer(form);
