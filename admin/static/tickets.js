// A ticket says when something new was said, and is answered from the keyboard.
const news = document.querySelector("[data-news]");
const box = document.querySelector("[data-answer]");

new EventSource(news.dataset.news).addEventListener("message", (event) => {
  news.hidden = JSON.parse(event.data).said <= Number(news.dataset.said);
});

document.addEventListener("keydown", (event) => {
  if (!box) return;
  const isTyping = event.target.closest("input, textarea, select");
  if (event.key === "r" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    box.focus();
  }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target === box) box.form.querySelector("button").click();
});
