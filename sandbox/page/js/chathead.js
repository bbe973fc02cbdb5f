// The top of a chat: who it is, what they are doing, the menu; and the welcome a stranger sees first.
import { button, h } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";

const ACTION_LASTS_MS = 5000;
const ACTION_WORDS = { upload_photo: "photo", upload_video: "video", upload_document: "file", upload_voice: "voice", record_voice: "voice", find_location: "place", choose_sticker: "sticker" };

export function avatar(title, seed, isBot = false) {
  const letters = [...String(title).trim()];
  return h("span", { class: isBot ? "avatar is-bot" : "avatar", "aria-hidden": "true", vars: { "--hue": String((Number(seed) * 47) % 360) } },
    isBot && /cargo/i.test(title) ? icon("parcel") : letters[0] || "?");
}

export class ChatHead {
  constructor(view) {
    this.view = view;
    const { t, device } = view;
    this.back = button("round-button", t("back"), { onclick: () => device.showList(), data: { testid: "back" } }, icon("back"));
    this.picture = h("span", { class: "avatar-slot" });
    this.name = h("strong", { class: "one-line", dir: "auto", data: { testid: "chat-title" } });
    this.note = h("span", { class: "head-note", data: { testid: "chat-note" } });
    this.menu = button("round-button", t("menu"), { onclick: () => this.#openMenu(), data: { testid: "chat-menu" } }, icon("more"));
    this.element = h("header", { class: "chat-head" }, this.back, this.picture, h("span", { class: "head-text" }, this.name, this.note), this.menu);
  }

  close() {
    clearTimeout(this.timer);
  }

  update() {
    const { chat, bot, title, device } = this.view;
    this.back.hidden = device.chatCount < 2;
    this.name.textContent = title;
    this.picture.replaceChildren(avatar(title, bot?.id ?? 3, Boolean(bot)));
    if (!this.timer) this.rests();
    this.element.classList.toggle("is-group", !chat.bot);
  }

  acts(action) {
    clearTimeout(this.timer);
    const { t } = this.view;
    const word = ACTION_WORDS[action];
    const dots = h("span", { class: "typing-dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
    this.note.classList.add("is-active");
    this.note.replaceChildren(dots, word ? t(word) : t("typing"));
    this.timer = setTimeout(() => this.rests(), ACTION_LASTS_MS);
  }

  rests() {
    clearTimeout(this.timer);
    this.timer = 0;
    const { t, chat, bot } = this.view;
    this.note.classList.remove("is-active");
    if (chat?.bot) this.note.textContent = bot && bot.online === false ? `${t("bot")} · ${t("offline")}` : t("bot");
    else this.note.textContent = (chat?.members || []).map((member) => member.first_name).join(", ");
  }

  welcome() {
    const { chat, bot, t } = this.view;
    const text = chat.description || bot?.description || chat.short_description;
    return [h("div", { class: "welcome" }, avatar(this.view.title, bot?.id ?? 3, true),
      h("strong", { dir: "auto" }, this.view.title), bot?.username ? h("span", { class: "welcome-username", dir: "ltr" }, `@${bot.username}`) : null,
      text ? h("p", { class: "welcome-what" }, t("what")) : null,
      h("p", { class: "welcome-text", dir: "auto", data: { testid: "description" } }, text || t("empty")))];
  }

  #openMenu() {
    const { view } = this;
    const { t, chat } = view;
    openMenu(view.layer, this.menu, [
      view.commands.length ? { icon: "slash", label: t("commands"), act: () => view.openCommands(this.menu) } : null,
      chat.bot ? { icon: "restart", label: t("restart"), testid: "menu-restart", act: () => view.start() } : null,
      { icon: "trash", label: t("clear"), testid: "menu-clear", act: () => view.clear() },
      chat.bot && !chat.blocked ? { icon: "block", label: t("block"), testid: "menu-block", isDanger: true, act: () => view.block() } : null,
      chat.blocked ? { icon: "check", label: t("unblock"), testid: "menu-unblock", act: () => view.unblock() } : null,
    ]);
  }
}
