// <input data-most-words="40">: how many words there are and may be stands below the field while it is typed.
for (const field of document.querySelectorAll("[data-most-words]")) {
  const place = Object.assign(document.createElement("p"), { className: "hint words-left" });
  place.id = `${field.id}-words`;
  field.after(place);
  field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${place.id}`.trim());
  count(field);
}

document.addEventListener("input", (event) => event.target.dataset?.mostWords && count(event.target));

function count(field) {
  const most = Number(field.dataset.mostWords);
  const words = field.value.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  const place = document.getElementById(`${field.id}-words`);
  place.textContent = `${words} of ${most} words`;
  for (const name of ["tone-over", "tone-text"]) place.classList.toggle(name, words > most);
}
