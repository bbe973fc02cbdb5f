// All chats of one person, for when there is more than one.
import { avatar } from "./chathead.js";
import { h } from "./dom.js";
import { isOwn } from "./events.js";
import { nameOf, summaryOf } from "./summary.js";
import { listTime } from "./times.js";

export class ChatList {
  constructor(device) {
    this.device = device;
    this.rows = h("div", { class: "chat-rows" });
    this.element = h("section", { class: "chat-list" }, h("header", { class: "chat-head" }, h("strong", { class: "list-title" }, device.t("chats"))), this.rows);
    this.update();
  }

  close() {}

  update() {
    this.rows.replaceChildren(...this.device.store.chatsOf(this.device.person.id).map((chat) => this.#row(chat)));
  }

  #row(chat) {
    const { device } = this;
    const last = chat.last_message;
    const bot = chat.bot ? device.store.botOf(chat) : null;
    const title = chat.title || bot?.first_name || "";
    const who = last && !chat.bot && !isOwn(last, device.person.id) ? `${nameOf(last.from)}: ` : "";
    return h("button", { type: "button", class: "chat-row", onclick: () => device.open(chat.chat_key), data: { testid: "chat-row", chatKey: chat.chat_key } },
      avatar(title, bot?.id ?? chat.chat_key, Boolean(bot)),
      h("span", { class: "chat-row-text" },
        h("span", { class: "chat-row-top" }, h("strong", { class: "one-line", dir: "auto" }, title), last ? h("time", {}, listTime(device.person.language_code, last.date)) : null),
        h("span", { class: "chat-row-bottom" }, h("span", { class: "one-line", dir: "auto" }, who, last ? summaryOf(last, device.t) : chat.short_description || chat.description || ""),
          chat.unread ? h("span", { class: "badge" }, chat.unread) : null)));
  }
}
