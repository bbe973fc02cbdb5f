// Starts the page: reads everything, opens the live line, seats the people, and hands events to the store.
import { api } from "./api.js";
import { Device } from "./device.js";
import { debounce, h, replaceChildren } from "./dom.js";
import { applyEvent } from "./events.js";
import { openFaults } from "./faults.js";
import { icon } from "./icons.js";
import { Live } from "./live.js";
import { askForNew, askToChange, confirmThat } from "./persondialog.js";
import { Route } from "./route.js";
import { Store } from "./store.js";
import { Tabs } from "./tabs.js";

const store = new Store();
const devices = new Map();
const stage = document.getElementById("stage");
const connection = document.getElementById("connection");
const isNarrow = matchMedia("(max-width: 700px)");

const page = {
  editPerson: (person) => askToChange(person, (values) => changing(api.changePerson(person.id, values))),
  deletePerson: (person) => confirmThat(`Delete ${person.first_name}’s account?`, "The bot keeps what it knows; the phone goes away.", "Delete", () => changing(api.deletePerson(person.id))),
  showOnly: (id) => location.assign(`?people=${id}`),
};
const tabs = new Tabs(document.getElementById("tabs"), (id) => choose(id));
const route = new Route(stage);

async function changing(request) {
  const answer = await request;
  await store.refresh();
  return answer;
}

function shownPeople() {
  const asked = (new URLSearchParams(location.search).get("people") || "").split(",").map(Number).filter(Boolean);
  const all = [...store.people.values()];
  const some = asked.map((id) => store.people.get(id)).filter(Boolean);
  return some.length ? some : all;
}

/** Seats whoever is there now; phones that stay keep their elements. */
function seat() {
  const people = shownPeople();
  const ids = new Set(people.map((person) => person.id));
  for (const [id, device] of devices) {
    if (ids.has(id)) continue;
    device.close();
    devices.delete(id);
  }
  people.forEach((person, at) => {
    if (!devices.has(person.id)) devices.set(person.id, new Device(person, store, page));
    const { element } = devices.get(person.id);
    if (stage.children[at] !== element) stage.insertBefore(element, stage.children[at] || null);
  });
  for (const person of people) {
    devices.get(person.id).take(person);
    devices.get(person.id).chatsChanged();
  }
  stage.classList.toggle("is-empty", !people.length);
  stage.querySelector(".nobody")?.remove();
  if (!people.length) stage.append(nobody());
  choose(ids.has(tabs.current) ? tabs.current : people[0]?.id);
}

function nobody() {
  return h("div", { class: "nobody" }, h("img", { src: "/page/mark.svg", alt: "", width: 72, height: 72 }),
    h("strong", {}, "Nobody is here yet"), h("p", {}, "Add a person and a phone appears."),
    h("button", { type: "button", class: "tool is-main", onclick: addPerson, data: { testid: "add-first" } }, icon("plus"), "Add a person"));
}

/** On a narrow window one phone is shown at a time. */
function choose(id) {
  tabs.show(shownPeople(), id, (person) => store.unreadOf(person));
  for (const [personId, device] of devices) device.element.classList.toggle("is-current", personId === id);
  devices.get(id)?.view?.markRead?.();
}

function addPerson() {
  askForNew([...store.people.values()], async (values) => {
    const person = await changing(api.addPerson(values));
    if (devices.has(person.id)) choose(person.id);
    devices.get(person.id)?.element.scrollIntoView({ behavior: "smooth", inline: "center", block: "nearest" });
  });
}

const STATES = { live: "Live", reconnecting: "Reconnecting" };

function showState(state) {
  connection.dataset.state = state;
  connection.textContent = STATES[state];
}

const refresh = debounce(60, () => store.refresh().catch(() => {}));

store.on("people", seat);
store.on("chats", (id) => {
  devices.get(id)?.chatsChanged();
  tabs.show(shownPeople(), tabs.current, (person) => store.unreadOf(person));
});
store.on("stale", refresh);
store.on("arrived", (key, message) => route.carry(key, message, devices));

const live = new Live({ onEvent: (kind, data) => applyEvent(store, kind, data), onState: showState, onBack: refresh });

replaceChildren(document.getElementById("add"), icon("plus"), h("span", {}, "Add a person"));
replaceChildren(document.getElementById("faults"), icon("fault"), h("span", {}, "Faults"));
document.getElementById("add").addEventListener("click", addPerson);
document.getElementById("faults").addEventListener("click", () => openFaults(store.bots, () => changing(api.reset())));
document.addEventListener("visibilitychange", () => devices.forEach((device) => device.view?.markRead?.()));
isNarrow.addEventListener("change", () => choose(tabs.current));
setInterval(() => devices.forEach((device) => device.tick()), 5000);
setInterval(() => document.visibilityState === "visible" && store.refreshBots().catch(() => {}), 10_000);

// The line opens first and the state is read after it, so that nothing falls in between.
await live.open();
await store.refresh();
document.documentElement.dataset.ready = "true";
