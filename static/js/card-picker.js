// `g b` opens the list of battle cards on any page: some letters of a name and Enter open the card.
// The cards are fetched once a page; the arrow keys walk through them.
const dialog = document.getElementById("card-picker");
const field = dialog?.querySelector("input");
const list = dialog?.querySelector("[data-picks]");
let asked = null;

document.addEventListener("portal:key", (event) => {
  if (event.detail !== "g b" || !dialog) return;
  event.preventDefault();
  field.value = "";
  dialog.showModal();
  load().then(filter);
});

function load() {
  asked ??= fetch(dialog.dataset.url, { headers: { Accept: "text/html" } })
    .then((answer) => (answer.ok && !answer.redirected ? answer.text() : Promise.reject()))
    .then((html) => (list.innerHTML = html))
    // The key's own link leads to the same cards.
    .catch(() => (asked = null));
  return asked;
}

const cards = () => [...list.querySelectorAll("[data-pick-name]")];
const shown = () => cards().filter((card) => !card.hidden);

function filter() {
  const words = field.value.trim().toLocaleLowerCase();
  for (const card of cards()) {
    const name = card.dataset.pickName.toLocaleLowerCase();
    card.hidden = !name.split(/\s+/).some((part) => part.startsWith(words)) && !name.startsWith(words);
  }
  mark(shown()[0]);
  const number = shown().length;
  document.dispatchEvent(
    new CustomEvent("portal:announce", { detail: `${number} ${number === 1 ? "card" : "cards"}` }),
  );
}

function mark(card) {
  for (const one of cards()) one.removeAttribute("aria-current");
  card?.setAttribute("aria-current", "true");
  card?.scrollIntoView({ block: "nearest" });
}

field?.addEventListener("input", filter);
field?.addEventListener("keydown", (event) => {
  const all = shown();
  const at = all.findIndex((card) => card.hasAttribute("aria-current"));
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    mark(all[Math.max(0, Math.min(all.length - 1, at + (event.key === "ArrowDown" ? 1 : -1)))]);
  } else if (event.key === "Enter" && !event.isComposing && asked) {
    // Typed faster than the cards came: they are waited for.
    event.preventDefault();
    open();
  }
});

async function open() {
  await asked;
  filterAgain();
  const card = shown().find((one) => one.hasAttribute("aria-current"));
  if (card) location.assign(card.href);
  else field.form.submit();
}

function filterAgain() {
  if (!shown().some((card) => card.hasAttribute("aria-current"))) filter();
}
