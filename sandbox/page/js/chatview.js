// One open chat on one phone: head, pinned bar, messages, and whatever stands at the bottom. Renderers call it `phone`.
import { api } from "./api.js";
import { openAttachments } from "./attachments.js";
import { pinnedBar } from "./bubble.js";
import { ChatHead } from "./chathead.js";
import { Composer } from "./composer.js";
import { Deeds } from "./deeds.js";
import { button, debounce, h } from "./dom.js";
import { isOwn } from "./events.js";
import { icon } from "./icons.js";
import { invitationOf } from "./links.js";
import { openMenu } from "./menu.js";
import { summaryOf } from "./summary.js";
import { onLongTouch } from "./touch.js";
import { openMessageMenu } from "./messagemenu.js";
import { MessageList } from "./messagelist.js";
import { TopicTabs } from "./topics.js";
import { Presses } from "./presses.js";
import { ReplyKeyboard } from "./replykeyboard.js";

export class ChatView extends Deeds {
  constructor(device, chatKey) {
    super();
    Object.assign(this, { device, chatKey, person: device.person, t: device.t, language: device.person.language_code, store: device.store, layer: device.layer });
    this.thread = this.store.thread(chatKey);
    this.isLoading = true;
    this.missed = 0;
    this.presses = new Presses((answer) => this.showAnswer(answer));
    this.head = new ChatHead(this);
    this.topic = 0;
    this.tabs = new TopicTabs(this);
    this.pinned = h("div", { class: "pinned-slot" });
    this.list = new MessageList(this.thread, this);
    this.empty = h("div", { class: "first-contact", hidden: true });
    this.jump = button("jump", this.t("bottom"), { hidden: true, onclick: () => this.list.toBottom(), data: { testid: "to-bottom" } }, icon("down"), h("span", { class: "badge" }));
    this.keyboard = new ReplyKeyboard((words) => this.pressReply(words));
    this.composer = new Composer(this);
    this.bottom = h("div", { class: "bottom" });
    this.element = h("section", { class: "chat", data: { chatKey } }, this.head.element, this.tabs.element, this.pinned,
      h("div", { class: "chat-body" }, this.list.element, this.empty, this.jump), this.bottom);
    this.markRead = debounce(250, () => this.#markRead());
    this.#listen();
    this.update();
    this.#open();
  }

  async #open() {
    try {
      if (this.thread.isLoaded) this.list.shown();
      await this.thread.load();
    } catch (error) {
      this.toast(error.message);
    }
    this.isLoading = false;
    this.update();
    this.markRead();
  }

  close() {
    this.list.close();
    this.head.close();
    for (const off of this.offs) off();
  }

  get chat() {
    return this.store.chat(this.person.id, this.chatKey);
  }

  get bot() {
    return this.chat ? this.store.botOf(this.chat) : null;
  }

  get title() {
    return this.chat?.title || this.bot?.first_name || "";
  }

  get commands() {
    return this.chat?.commands || [];
  }

  /** Draws again whatever the chat's own facts decide: head, pin, keyboard, bottom, first contact. */
  update() {
    const { chat } = this;
    if (!chat) return;
    this.head.update();
    this.#keepTopic(chat);
    this.keyboard.show(chat.reply_keyboard);
    this.composer.update({
      hasKeyboard: this.keyboard.isThere, hasCommands: this.commands.length > 0,
      placeholder: chat.force_reply?.input_field_placeholder || chat.reply_keyboard?.input_field_placeholder,
    });
    this.#answerForced(chat.force_reply);
    this.#showPinned(chat.pinned || []);
    this.#showBottom(chat);
  }

  #showBottom(chat) {
    const isNew = Boolean(chat.bot) && this.thread.isLoaded && (chat.started === false || !this.thread.order.length);
    const mode = chat.blocked ? "blocked" : isNew ? "start" : "write";
    this.empty.hidden = mode !== "start";
    if (mode === "start") this.empty.replaceChildren(...this.head.welcome());
    if (mode === this.mode) return;
    this.mode = mode;
    if (mode === "write") this.bottom.replaceChildren(this.composer.element, this.keyboard.element);
    if (mode === "start") this.bottom.replaceChildren(this.#wide("start", "start", () => this.start()));
    if (mode === "blocked") this.bottom.replaceChildren(h("p", { class: "bottom-note" }, this.t("blocked")), this.#wide("unblock", "unblock", () => this.unblock()), this.#wide("restart", "restart", () => this.unblock(true)));
  }

  #wide(word, testid, act) {
    return h("button", { type: "button", class: `wide-button is-${word}`, onclick: act, data: { testid } }, this.t(word));
  }

  /** Goes on with everything when the open topic is no more. */
  #keepTopic(chat) {
    const isThere = (chat.topics || []).some(({ message_thread_id: id }) => id === this.topic);
    if (this.topic && !isThere) this.showTopic(0);
    else this.tabs.update();
  }

  showTopic(id) {
    this.topic = id;
    this.tabs.seen(id);
    this.tabs.update();
    this.composer.answer(null, true);
    this.list.shown();
  }

  #isShown({ message_thread_id: topic = 0 }) {
    return !this.topic || topic === this.topic;
  }

  #arrived(message) {
    this.head.rests();
    if (!this.#isShown(message) && message.message_thread_id) this.tabs.arrived(message.message_thread_id);
  }

  #showPinned(all) {
    const ids = all.filter((id) => this.#isShown(this.thread.messages.get(id) || {}));
    const id = ids[ids.length - 1];
    const message = this.thread.messages.get(id);
    const looks = JSON.stringify([ids, message && summaryOf(message, this.t)]);
    if (looks === this.pinnedLooks) return;
    this.pinnedLooks = looks;
    this.pinned.replaceChildren(...(id ? [pinnedBar(message || { message_id: id }, ids.length, this)] : []));
  }

  #answerForced(forced) {
    const key = JSON.stringify(forced ?? null);
    if (key === this.forced) return;
    this.forced = key;
    const asked = forced && [...this.thread.order].reverse().map((id) => this.thread.messages.get(id)).find((message) => !isOwn(message, this.person.id));
    if (asked) this.composer.answer(asked, true);
  }

  /** Called by the list; `message` is one that just came from somebody else. */
  listChanged(message = null) {
    if (!this.bottom) return;
    this.missed = this.list.isStuck ? 0 : this.missed + (message ? 1 : 0);
    this.jump.hidden = this.list.isStuck;
    this.jump.lastChild.textContent = this.missed || "";
    if (this.chat) {
      this.#showPinned(this.chat.pinned || []);
      this.#showBottom(this.chat);
    }
    this.markRead();
  }

  #markRead() {
    const isSeen = this.device.isVisible && this.list.isStuck && this.element.isConnected;
    const hasUnread = this.chat?.unread > 0;
    if (!isSeen || !hasUnread) return;
    this.store.setUnread(this.person.id, this.chatKey, 0);
    api.read(this.person.id, this.chatKey).catch(() => {});
  }

  #listen() {
    this.offs = [
      this.store.on("answer", (data) => data.chat_key === this.chatKey && this.presses.answered(data)),
      this.store.on("action", (data) => data.chat_key === this.chatKey && this.#isShown(data) && this.head.acts(data.action)),
      this.store.on("arrived", (key, message) => key === this.chatKey && !message.outgoing && this.#arrived(message)),
    ];
    const { element } = this.list;
    element.addEventListener("contextmenu", (event) => this.#menuAt(event, event.target, { x: event.clientX, y: event.clientY }));
    element.addEventListener("dblclick", (event) => {
      const message = event.target.closest(".bubble, .row") && this.list.messageAt(event.target);
      if (message && !event.target.closest("button, a")) this.composer.answer(message);
    });
    element.addEventListener("keydown", (event) => this.#keyed(event));
    onLongTouch(element, (event) => this.#menuAt(event, event.target, { x: event.clientX, y: event.clientY }));
    this.element.addEventListener("dragover", (event) => event.preventDefault());
    this.element.addEventListener("drop", (event) => {
      event.preventDefault();
      this.paste([...event.dataTransfer.files]);
    });
  }

  #menuAt(event, target, at) {
    const message = this.list.messageAt(target);
    if (!message || target.closest("a[href^=http]") || target.closest(".is-service")) return;
    event.preventDefault();
    openMessageMenu(this, message, at, target.closest(".inline-button"));
  }

  /** Arrows walk through the bubbles, Enter opens a bubble's menu. */
  #keyed(event) {
    const bubbles = [...this.list.element.querySelectorAll(".bubble")];
    const here = bubbles.indexOf(document.activeElement);
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step && (here >= 0 || document.activeElement === this.list.element)) {
      event.preventDefault();
      bubbles[here < 0 ? bubbles.length - 1 : Math.max(0, Math.min(bubbles.length - 1, here + step))]?.focus();
    } else if (here >= 0 && ["Enter", "ContextMenu"].includes(event.key)) this.#menuAt(event, bubbles[here], bubbles[here]);
  }

  // What renderers ask for.

  isPending(messageId, row, column) {
    return this.presses.has(messageId, row, column);
  }

  threadOf() {
    return this.thread;
  }

  colourOf(id) {
    return this.store.people.get(id)?.color || "var(--accent)";
  }

  jumpTo(id) {
    const message = this.thread.messages.get(id);
    if (message && !this.#isShown(message)) this.showTopic(message.message_thread_id || 0);
    this.list.jumpTo(id);
  }

  toast(text) {
    this.device.toast(text);
  }

  follow(url) {
    if (!url) return;
    const invitation = invitationOf(url);
    const bot = invitation && this.store.bots.find((other) => other.username?.toLowerCase() === invitation.username.toLowerCase());
    if (bot) this.device.visit(bot, invitation.payload);
    else if (url.protocol === "tg:") this.toast(url.href);
    else window.open(url.href, "_blank", "noopener,noreferrer");
  }

  mention(username) {
    const bot = this.store.bots.find((other) => other.username?.toLowerCase() === username.toLowerCase());
    if (bot) this.device.visit(bot, null);
  }

  async copy(text) {
    await navigator.clipboard?.writeText(text).catch(() => {});
    this.toast(this.t("copied"));
  }

  openAttachments(anchor) {
    openAttachments(this, anchor);
  }

  openCommands(anchor) {
    openMenu(this.layer, anchor, this.commands.map(({ command, description }) => ({ label: description, note: `/${command}`, act: () => this.command(`/${command}`) })));
  }

  toggleKeyboard() {
    this.keyboard.toggle();
  }
}
