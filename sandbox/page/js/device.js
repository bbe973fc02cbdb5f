// One person's phone: the luggage tag above it, the frame, the status bar, and the chat or the list of chats inside.
import { api } from "./api.js";
import { ChatList } from "./chatlist.js";
import { ChatView } from "./chatview.js";
import { button, h } from "./dom.js";
import { icon } from "./icons.js";
import { LANGUAGES, homeOf, knowsLanguage } from "./languages.js";
import { openMenu, toast } from "./menu.js";
import { nameOf } from "./summary.js";
import { clock } from "./times.js";
import { statusSigns } from "./statusbar.js";
import { wordsOf } from "./words.js";

export class Device {
  constructor(person, store, page) {
    this.store = store;
    this.page = page;
    this.element = h("article", { class: "seat", data: { personId: person.id, testid: "phone" } });
    this.view = null;
    this.take(person);
  }

  /** The person as they are now; a new name or language makes the phone anew around the chat that is open. */
  take(person) {
    const old = this.person;
    this.person = person;
    const looks = (one) => one && [nameOf(one), one.language_code, one.color].join("|");
    if (looks(old) === looks(person)) return;
    const openKey = this.view?.chatKey;
    this.view?.close();
    this.t = wordsOf(person.language_code);
    this.#build();
    this.chatCount = this.store.chatsOf(person.id).length;
    const chats = this.store.chatsOf(person.id);
    const first = chats.find((chat) => chat.bot) || chats[0];
    if (openKey || first) this.open(openKey || first.chat_key);
    else this.showList();
  }

  #build() {
    const { person } = this;
    const home = homeOf(person.language_code);
    this.time = h("time", { class: "status-time", dir: "ltr" });
    this.layer = h("div", { class: "layer" });
    this.slot = h("div", { class: "slot" });
    this.screen = h("div", { class: "screen", dir: home.dir, lang: home.base },
      h("div", { class: "status", dir: "ltr" }, this.time, statusSigns()), this.slot, this.layer);
    this.element.style.setProperty("--person", person.color || "#0b7a75");
    this.element.setAttribute("aria-label", nameOf(person));
    this.element.replaceChildren(this.#tag(home), h("div", { class: "frame" }, this.screen));
    this.tick();
  }

  #tag(home) {
    const { person } = this;
    const codes = knowsLanguage(person.language_code) ? LANGUAGES : [person.language_code, ...LANGUAGES];
    const picker = h("select", { class: "tag-language", "aria-label": "Language", data: { testid: "language" }, onchange: () => this.#change({ language_code: picker.value }) },
      codes.map((code) => h("option", { value: code, selected: homeOf(code).base === home.base || code === person.language_code }, homeOf(code).label)));
    const more = button("round-button", "Person", { onclick: () => this.#openPersonMenu(more), data: { testid: "person-menu" } }, icon("more"));
    return h("header", { class: "tag" },
      h("span", { class: "tag-code", "aria-hidden": "true" }, home.airport),
      h("span", { class: "tag-text" }, h("strong", { class: "one-line", dir: "auto", data: { testid: "person-name" } }, nameOf(person)), picker), more);
  }

  #openPersonMenu(anchor) {
    openMenu(this.layer, anchor, [
      { icon: "edit", label: "Edit person", testid: "edit-person", act: () => this.page.editPerson(this.person) },
      { icon: "eye", label: "Show only this phone", act: () => this.page.showOnly(this.person.id) },
      { icon: "trash", label: "Delete account", testid: "delete-person", isDanger: true, act: () => this.page.deletePerson(this.person) },
    ]);
  }

  async #change(changes) {
    try {
      await api.changePerson(this.person.id, changes);
      await this.store.refresh();
    } catch (error) {
      this.toast(error.message);
    }
  }

  tick(now = Date.now() / 1000) {
    this.time.textContent = clock(this.person.language_code, now);
  }

  get isVisible() {
    return document.visibilityState === "visible" && this.element.offsetParent !== null;
  }

  toast(text) {
    toast(this.layer, text);
  }

  open(chatKey) {
    if (this.view?.chatKey === chatKey && this.view.element.isConnected) return this.view;
    return this.#show(new ChatView(this, chatKey));
  }

  showList() {
    this.#show(new ChatList(this));
  }

  #show(view) {
    this.view?.close();
    this.view = view;
    this.slot.replaceChildren(view.element);
    view.list?.toBottom();
    return view;
  }

  /** A link to a bot of this sandbox: its chat opens, and with a payload it is started at once. */
  visit(bot, payload) {
    const view = this.open(`${this.person.id}:${bot.id}`);
    if (payload !== null) view.start(payload);
  }

  chatsChanged() {
    const chats = this.store.chatsOf(this.person.id);
    this.chatCount = chats.length;
    if (this.view?.chatKey && !this.store.chat(this.person.id, this.view.chatKey) && chats.length) this.open(chats[0].chat_key);
    else if (!this.view?.chatKey && chats.length === 1) this.open(chats[0].chat_key);
    else this.view?.update();
  }

  close() {
    this.view?.close();
    this.element.remove();
  }
}
