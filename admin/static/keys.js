// Keys: "/" finds, "g" and a letter go, "j" and "k" walk a table, "?" lists them. And the drawer of a narrow screen.
const find = document.getElementById("find");
const list = document.getElementById("keys");
const isTyping = (where) => where.closest("input, select, textarea, [contenteditable]") !== null;
let isGoing = false;

function walk(step) {
  const lines = [...document.querySelectorAll("table[data-walk] tbody tr")];
  if (lines.length === 0) return;
  const now = lines.findIndex((line) => line.contains(document.activeElement));
  const next = lines[Math.min(lines.length - 1, Math.max(0, now + step))];
  (next.querySelector("a") || next).focus();
  next.scrollIntoView({ block: "nearest" });
}

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (isTyping(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (document.querySelector("dialog[open]")) return;
  if (isGoing) {
    isGoing = false;
    const line = document.querySelector(`.side a[data-key="${CSS.escape(event.key)}"]`);
    if (line) {
      event.preventDefault();
      line.click();
    }
    return;
  }
  const page = { "[": "prev", "]": "next" }[event.key];
  if (event.key === "/" && find) {
    event.preventDefault();
    find.focus();
    find.select();
  } else if (event.key === "g") {
    isGoing = true;
    setTimeout(() => { isGoing = false; }, 1500);
  } else if (event.key === "j") walk(1);
  else if (event.key === "k") walk(-1);
  else if (page) document.querySelector(`a[rel="${page}"]`)?.click();
  else if (event.key === "?") list?.showModal();
}

addEventListener("keydown", press);
for (const knob of document.querySelectorAll("[data-keys]")) knob.addEventListener("click", () => list?.showModal());

const opener = document.querySelector("[data-open-navigation]");

function drawer(isOpen) {
  document.body.classList.toggle("is-navigating", isOpen);
  opener?.setAttribute("aria-expanded", String(isOpen));
  if (isOpen) document.querySelector(".side a")?.focus();
}

opener?.addEventListener("click", () => drawer(!document.body.classList.contains("is-navigating")));
document.querySelector("[data-close-navigation]")?.addEventListener("click", () => drawer(false));
addEventListener("keydown", (event) => { if (event.key === "Escape") drawer(false); });
