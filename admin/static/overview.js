// The levels of the overview follow what is measured, without a reload.
const section = document.querySelector("[data-live]");
const stream = new EventSource(section.dataset.live);

stream.addEventListener("message", (event) => {
  const { levels } = JSON.parse(event.data);
  for (const shown of section.querySelectorAll("[data-level]")) {
    const words = levels[shown.dataset.level];
    if (words === undefined || shown.textContent === words) continue;
    shown.textContent = words;
    shown.classList.remove("is-new");
    requestAnimationFrame(() => shown.classList.add("is-new"));
  }
});
