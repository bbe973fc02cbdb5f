// The drawer for the curious: make the line to the bot bad, watch what bots ask, begin again.
import { api } from "./api.js";
import { button, h } from "./dom.js";
import { icon } from "./icons.js";
import { confirmThat } from "./persondialog.js";

const FAULTS = [
  ["Lose the next 3 requests", "The bot’s call never arrives.", { kind: "drop_before", count: 3 }],
  ["Lose the next 3 answers", "The message is sent, the bot never learns it.", { kind: "drop_after", count: 3 }],
  ["429 for the next 3 sends", "Too Many Requests, retry after 3 seconds.", { kind: "too_many", method: "sendMessage", count: 3, retry_after: 3 }],
  ["Bad gateway, every fourth", "502 for a quarter of all requests.", { kind: "bad_gateway", probability: 0.25 }],
  ["Slow line", "Every answer takes two seconds more.", { kind: "slow", seconds: 2 }],
];
const EVERY_MS = 1500;
const SHOWN = 40;

const SWITCHES = [
  ["has_topics_enabled", "Topics in private chats"], ["allows_users_to_create_topics", "People may open topics"], ["hears_private_reactions", "Reactions reach the bot"],
];
const TROUBLES = [["", "Topics work"], ["ignored", "Deleted topics are ignored"], ["not_found", "Topics take nothing"], ["albums_not_found", "Topics take no albums"]];

/** What BotFather would switch for a bot, and what goes wrong with its topics. */
function switches(bot) {
  const change = (changes) => api.changeBot(bot.id, changes).catch(() => {});
  const boxes = SWITCHES.map(([name, label]) => {
    const box = h("input", { type: "checkbox", checked: Boolean(bot[name]), onchange: () => change({ [name]: box.checked }), data: { testid: `switch-${name}` } });
    return h("label", { class: "switch" }, box, label);
  });
  const trouble = h("select", { "aria-label": "Trouble with topics", onchange: () => change({ topic_trouble: trouble.value }), data: { testid: "topic-trouble" } },
    TROUBLES.map(([value, label]) => h("option", { value, selected: value === (bot.topic_trouble || "") }, label)));
  return h("fieldset", { class: "switches" }, h("legend", {}, bot.first_name), boxes, trouble);
}

export function openFaults(bots, reset) {
  const active = h("p", { class: "fault-active", role: "status" });
  const log = h("ol", { class: "request-log", dir: "ltr", data: { testid: "request-log" } });
  const closer = button("round-button", "Close", { onclick: () => drawer.close() }, icon("close"));
  const say = async () => {
    const faults = await api.faults().catch(() => []);
    const list = Array.isArray(faults) ? faults : faults?.faults || [];
    active.textContent = list.length ? `Active: ${list.map((fault) => fault.kind.replaceAll("_", " ")).join(", ")}` : "The line is good.";
  };
  const clear = h("button", { type: "button", class: "tool", onclick: () => api.clearFaults().then(say) }, "Mend the line");
  const begin = () => confirmThat("Reset the sandbox?", "People, chats and messages go. Bots stay.", "Reset", async () => {
    await reset();
    drawer.close();
  });
  const drawer = h("dialog", { class: "drawer", "aria-label": "Faults", data: { testid: "drawer" } },
    h("header", { class: "drawer-head" }, h("h2", {}, "Faults"), closer),
    h("p", { class: "dialog-note" }, "A real network fails. See how the bot bears it."),
    h("div", { class: "fault-list" }, FAULTS.map(([title, note, fault]) =>
      h("button", { type: "button", class: "fault", onclick: () => api.addFault(fault).then(say, (error) => { active.textContent = error.message; }), data: { testid: `fault-${fault.kind}` } }, h("strong", {}, title), h("span", {}, note)))),
    h("div", { class: "fault-state" }, active, clear),
    h("h3", {}, "Switches"), bots.map(switches), h("h3", {}, "What the bots ask"), log,
    h("footer", { class: "drawer-foot" }, h("button", { type: "button", class: "tool is-danger", onclick: begin, data: { testid: "reset" } }, icon("restart"), "Reset the sandbox")));
  const timer = setInterval(() => listen(log), EVERY_MS);
  drawer.addEventListener("close", () => {
    clearInterval(timer);
    drawer.remove();
  });
  drawer.addEventListener("click", (event) => event.target === drawer && drawer.close());
  document.body.append(drawer);
  drawer.showModal();
  say();
  listen(log);
}

async function listen(log) {
  const since = Number(log.dataset.last || 0);
  const asked = await api.requests(since).catch(() => []);
  const fresh = asked.filter((request) => request.n > since && request.method !== "getUpdates").slice(-SHOWN);
  if (asked.length) log.dataset.last = asked[asked.length - 1].n;
  for (const request of fresh) log.prepend(line(request));
  while (log.children.length > SHOWN) log.lastChild.remove();
}

function line({ method, status, seconds, at }) {
  const time = new Date(typeof at === "number" ? at * 1000 : at).toLocaleTimeString([], { hour12: false });
  const isGood = status >= 200 && status < 300;
  return h("li", {}, h("time", {}, time), h("code", {}, method), h("span", { class: isGood ? "status-good" : "status-bad" }, status), h("span", {}, `${Math.round((seconds || 0) * 1000)} ms`));
}
