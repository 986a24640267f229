// Suggestions under the global search: recent searches while it is empty, hits from two letters on.
// A combobox: focus stays in the field, arrow keys move aria-activedescendant, Enter follows, Esc closes.
const field = document.querySelector("input[data-suggest]");
const person = document.body?.dataset.person;
const RECENT = `portal-recent-${person}`;
const KEPT = 6;
let box, timer, asked;

if (field) {
  box = document.createElement("div");
  box.className = "popover";
  box.id = "suggestions";
  box.hidden = true;
  box.setAttribute("role", "listbox");
  box.setAttribute("aria-label", "Suggestions");
  field.after(box);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", box.id);
  field.setAttribute("aria-expanded", "false");
  field.addEventListener("focus", () => field.value.trim() || showRecent());
  field.addEventListener("click", () => box.hidden && !field.value.trim() && showRecent());
  field.addEventListener("input", () => {
    clearTimeout(timer);
    // A page that lists what is typed needs no hits over it; the arrow key still asks for them.
    timer = setTimeout(field.form.dataset.live === undefined ? ask : close, 120);
  });
  field.addEventListener("keydown", onKey);
  field.addEventListener("blur", () => setTimeout(() => box.contains(document.activeElement) || close(), 0));
  field.form.addEventListener("submit", () => remember(field.value));
  // A press on an option must not take focus out of the field before the click is through.
  box.addEventListener("mousedown", (event) => event.preventDefault());
  box.addEventListener("click", (event) => {
    const option = event.target.closest("a[role=option]");
    if (option) remember(option.dataset.query ?? field.value);
  });
}

document.addEventListener("submit", (event) => {
  // Whoever signs in next on this machine does not see what was searched.
  if (!event.target.matches("[data-sign-out]")) return;
  for (const key of Object.keys(localStorage))
    if (key.startsWith("portal-recent-")) localStorage.removeItem(key);
});

async function ask() {
  const words = field.value.trim();
  asked?.abort();
  if (words.length < 2) return words ? close() : showRecent();
  asked = new AbortController();
  try {
    const url = `${field.dataset.suggest}?${new URLSearchParams({ q: words })}`;
    const answer = await fetch(url, { signal: asked.signal, headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return close();
    box.innerHTML = await answer.text();
    open();
  } catch (error) {
    if (error.name !== "AbortError") close();
  }
}

function showRecent() {
  const searches = recent();
  if (!searches.length || document.activeElement !== field) return;
  const title = Object.assign(document.createElement("p"), {
    className: "group",
    textContent: "Recent searches",
  });
  title.setAttribute("role", "presentation");
  box.replaceChildren(title, ...searches.map(recentOption));
  open();
}

function recentOption(words, index) {
  const option = document.createElement("a");
  option.className = "opt";
  option.id = `suggestion-${index}`;
  option.href = `${field.form.action}?${new URLSearchParams({ q: words })}`;
  option.dataset.query = words;
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  option.tabIndex = -1;
  option.append(Object.assign(document.createElement("span"), { className: "grow cut", textContent: words }));
  return option;
}

function onKey(event) {
  if (event.key === "Escape") {
    if (!box.hidden) close();
    else if (field.value) clear();
    else field.blur();
    event.preventDefault();
    event.stopPropagation();
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !box.hidden) {
    event.preventDefault();
    move(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "ArrowDown") {
    field.value.trim() ? ask() : showRecent();
  } else if (event.key === "Enter" && !event.isComposing) {
    const option = active();
    if (!option) return;
    event.preventDefault();
    option.click();
  }
}

// Counts as typing, so that a page that lists what is typed lists everything again.
function clear() {
  field.value = "";
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

const options = () => [...box.querySelectorAll("[role=option]")];
const active = () => (box.hidden ? null : box.querySelector("[aria-selected=true]"));

function move(by) {
  const all = options();
  // One step before the first and after the last is the field itself.
  const at = (all.indexOf(active()) + 1 + by + all.length + 1) % (all.length + 1);
  select(all[at - 1]);
}

function select(option) {
  active()?.setAttribute("aria-selected", "false");
  if (!option) return field.removeAttribute("aria-activedescendant");
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-activedescendant", option.id);
}

function open() {
  field.removeAttribute("aria-activedescendant");
  const some = options().length > 0 && document.activeElement === field;
  box.hidden = !some;
  field.setAttribute("aria-expanded", String(some));
}

function close() {
  box.hidden = true;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

function recent() {
  try {
    return JSON.parse(localStorage.getItem(RECENT)) ?? [];
  } catch {
    return [];
  }
}

function remember(words) {
  const text = words.trim();
  if (text.length < 2) return;
  const kept = [text, ...recent().filter((one) => one !== text)].slice(0, KEPT);
  localStorage.setItem(RECENT, JSON.stringify(kept));
}
