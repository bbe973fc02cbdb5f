// The topics of a chat as tabs: everything, then each topic. Who writes in a tab writes to its topic.
import { button, h } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";

export class TopicTabs {
  /** `view` answers `topic`, `showTopic(id)`, `openTopic()`, `deleteTopic(id)`, `bot`, `chat`, `layer`, `t`. */
  constructor(view) {
    this.view = view;
    this.fresh = new Set();
    this.element = h("div", { class: "topics", role: "tablist", hidden: true, data: { testid: "topics" } });
  }

  update() {
    const { view } = this;
    const topics = view.chat?.topics || [];
    const mayOpen = Boolean(view.bot?.has_topics_enabled && view.bot.allows_users_to_create_topics);
    this.element.hidden = !topics.length && !mayOpen;
    const looks = JSON.stringify([topics, view.topic, [...this.fresh], mayOpen]);
    if (looks === this.looks) return;
    this.looks = looks;
    this.element.replaceChildren(this.#tab(0, view.t("all")), ...topics.map((topic) => this.#tab(topic.message_thread_id, topic.name, topic)),
      ...(mayOpen ? [button("topic-tab is-new", view.t("newTopic"), { onclick: () => view.openTopic(), data: { testid: "topic-new" } }, icon("plus"))] : []));
    this.element.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** A message came that the open tab does not show. */
  arrived(id) {
    this.fresh.add(id);
    this.update();
  }

  seen(id) {
    this.fresh.delete(id);
    if (!id) this.fresh.clear();
  }

  #tab(id, name, topic = null) {
    const { view } = this;
    const tab = h("button", {
      type: "button", role: "tab", class: "topic-tab", "aria-selected": String(view.topic === id), onclick: () => view.showTopic(id), data: { testid: "topic", topic: String(id) },
      vars: topic ? { "--topic": colourOf(topic) } : {},
    }, topic ? h("i", { class: "topic-dot", "aria-hidden": "true" }) : null, h("span", { class: "one-line", dir: "auto" }, name), this.fresh.has(id) ? h("span", { class: "topic-news", role: "img", "aria-label": view.t("fresh"), data: { testid: "topic-news" } }) : null);
    if (topic) {
      tab.addEventListener("contextmenu", (event) => {
        event.preventDefault();
        openMenu(view.layer, tab, [{ icon: "trash", label: view.t("deleteTopic"), testid: "topic-delete", isDanger: true, act: () => view.deleteTopic(id) }]);
      });
    }
    return tab;
  }
}

export function colourOf(topic) {
  return `#${(topic.icon_color ?? 7322096).toString(16).padStart(6, "0")}`;
}

/** Above a bubble among all messages: the topic it stands in, which a tap opens. */
export function topicSign(message, phone) {
  const topic = !phone.topic && message.is_topic_message && (phone.chat?.topics || []).find(({ message_thread_id: id }) => id === message.message_thread_id);
  if (!topic) return null;
  return h("button", { type: "button", class: "topic-sign", dir: "auto", onclick: () => phone.showTopic(topic.message_thread_id), vars: { "--topic": colourOf(topic) }, data: { testid: "topic-sign" } }, h("i", { class: "topic-dot", "aria-hidden": "true" }), topic.name);
}
