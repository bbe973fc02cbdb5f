// A broadcast that runs shows how far it is, and is shown anew when it has come to an end.
const card = document.querySelector("[data-live]");
const stream = new EventSource(card.dataset.live);

stream.addEventListener("message", (event) => {
  const { told, state, width } = JSON.parse(event.data);
  card.querySelector("[data-told]").textContent = told;
  card.querySelector("[data-width]").setAttribute("width", width);
  if (state !== "running") location.reload();
});
