// <button type="submit" data-copy-first="id"> copies that text, then sends its form: "Copy and note as sent".
// Where copying is not allowed the text is selected and nothing is noted, so that nobody notes what did not go.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy-first]");
  if (!button) return;
  event.preventDefault();
  const source = document.getElementById(button.dataset.copyFirst);
  if (!button.form.reportValidity()) return;
  try {
    await navigator.clipboard.writeText(source.value);
  } catch {
    source.focus();
    source.select();
    if (!document.execCommand("copy")) {
      const detail = { words: "Copy the selected text with Ctrl C, then choose “I sent it another way”.", stays: true };
      document.dispatchEvent(new CustomEvent("portal:toast", { detail }));
      return;
    }
  }
  button.form.requestSubmit(button);
});
