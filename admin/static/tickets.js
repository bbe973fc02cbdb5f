// A ticket says when something new was said and who else attends to it, and is answered from the keyboard.
const news = document.querySelector("[data-news]");
const others = document.querySelector("[data-others]");
const box = document.querySelector("[data-answer]");
const TYPING_LASTS = 8_000;
let stream = null;
let isTyping = false;
let stops = 0;

function listen() {
  stream?.close();
  stream = new EventSource(news.dataset.news + (isTyping ? "?typing=1" : ""));
  stream.addEventListener("message", (event) => {
    const told = JSON.parse(event.data);
    news.hidden = told.said <= Number(news.dataset.said);
    others.hidden = told.others.length === 0;
    others.textContent = told.others.map((one) => one.name + (one.is_typing ? " is writing an answer" : " reads this too")).join(" · ");
    others.classList.toggle("is-warn", told.others.some((one) => one.is_typing));
  });
}

function typing(now) {
  clearTimeout(stops);
  if (now) stops = setTimeout(() => typing(false), TYPING_LASTS);
  if (now === isTyping) return;
  isTyping = now;
  listen();
}

listen();
box?.addEventListener("input", () => typing(box.value.trim() !== ""));

const DEEDS = { a: "mine", s: "solve" };

document.addEventListener("keydown", (event) => {
  if (!box) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target === box) {
    box.form.querySelector(event.shiftKey ? "[data-note]" : "[data-say]").click();
    return;
  }
  if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.key === "r") {
    event.preventDefault();
    box.focus();
  } else if (event.key in DEEDS) document.querySelector(`[data-deed="${DEEDS[event.key]}"]`)?.click();
});
