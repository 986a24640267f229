// Tags: near ones come from the server while typing (htmx); a press, or Enter, puts one among the ticked chips.
const field = document.getElementById("new-tags");
const near = document.getElementById("near-tags");
const chips = document.querySelector("[data-tag-chips]");

if (field) {
  near.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) take(button);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    // Enter chooses a tag; it must not save the whole form.
    event.preventDefault();
    const exact = near.querySelector("[data-exact]");
    const only = near.querySelectorAll("button").length === 1 ? near.querySelector("button") : null;
    const choice = exact ?? only;
    if (choice && matches(choice)) take(choice);
    else near.querySelector("button")?.focus();
  });
}

const typed = () => field.value.split(",").at(-1).trim().replace(/\s+/g, " ");

// The answer may still be that of the letters before.
function matches(button) {
  return button.dataset.newTag === undefined || button.dataset.newTag === typed();
}

function take(button) {
  const known = button.dataset.tag !== undefined;
  const value = known ? button.dataset.tag : button.dataset.newTag;
  const name = known ? "tags" : "created_tags";
  const there = chipOf(name, value);
  if (there) there.checked = true;
  else chips.append(chip(name, value, known ? button.textContent.trim() : `${value} (new)`));
  const rest = field.value.split(",").slice(0, -1).join(",").trim();
  field.value = rest ? `${rest}, ` : "";
  near.replaceChildren();
  field.focus();
  document.dispatchEvent(
    new CustomEvent("portal:announce", { detail: `Added ${button.textContent.trim()}` }),
  );
  chips.dispatchEvent(new Event("input", { bubbles: true }));
}

function chipOf(name, value) {
  return chips.querySelector(`input[name=${name}][value="${CSS.escape(value)}"]`);
}

// Kept text (kept-text.js) ticks what is there; tags that were added by hand are put there first.
document.addEventListener("portal:restore", (event) => {
  for (const name of ["tags", "created_tags"])
    for (const value of event.detail.get(name) ?? [])
      if (!chipOf(name, value))
        chips.append(chip(name, value, name === "tags" ? value.replaceAll("-", " ") : `${value} (new)`));
});

function chip(name, value, words) {
  const made = document.querySelector("[data-tag-template]").content.firstElementChild.cloneNode(true);
  Object.assign(made.querySelector("input"), { name, value });
  made.querySelector("[data-text]").textContent = words;
  return made;
}
