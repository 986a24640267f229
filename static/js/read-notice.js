// Whoever follows a notice has read it: its form is sent along while the browser is on its way to the page.
function send(event) {
  if (event.button > 1) return;
  const link = event.target.closest("a[data-notice]");
  const form = link && document.getElementById(link.dataset.notice);
  if (!form) return;
  const body = new FormData(form);
  body.append("quietly", "");
  fetch(form.action, { method: "POST", body, keepalive: true }).catch(() => {});
  form.closest(".unread")?.classList.remove("unread");
  form.remove();
}

document.addEventListener("click", send);
document.addEventListener("auxclick", send);
