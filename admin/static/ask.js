// Asks once more before what cannot be taken back: a button with data-ask names what happens.
// Also: a popover closes when one presses elsewhere, and a form is sent once.
const box = document.getElementById("ask");

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-ask]");
  for (const open of document.querySelectorAll("details.popover[open]")) {
    if (!open.contains(event.target) && !box?.contains(event.target)) open.open = false;
  }
  if (!button || !box || button.dataset.asked) return;
  event.preventDefault();
  if (button.form && !button.form.reportValidity()) return;
  box.querySelector("[data-ask-title]").textContent = button.dataset.ask;
  box.querySelector("[data-ask-words]").textContent = button.dataset.askWords || "";
  box.querySelector("[data-ask-yes]").textContent = button.dataset.askYes || button.textContent;
  box.returnValue = "no";
  box.addEventListener("close", () => {
    if (box.returnValue !== "yes") return;
    button.dataset.asked = "yes";
    button.click();
  }, { once: true });
  box.showModal();
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
addEventListener("pageshow", () => { for (const form of document.forms) delete form.dataset.sent; });
