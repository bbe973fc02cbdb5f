// What a person does in one chat. A refusal of the sandbox becomes a toast. A chat's view extends this.
import { api } from "./api.js";
import { openPlaces, sendFile, sendPictures } from "./attachments.js";
import { isOwn } from "./events.js";
import { alertBox } from "./menu.js";
import { botId } from "./store.js";

const answering = (message, quote) => (message ? { reply_to: message.message_id, ...(quote ? { quote } : {}) } : {});

/** Needs of its view: `person`, `chat`, `chatKey`, `thread`, `topic`, `list`, `composer`, `presses`, `store`, `layer`, `title`, `t`, `toast`, `follow`. */
export class Deeds {
  async act(promise) {
    try {
      return await promise;
    } catch (error) {
      this.toast(error.message);
      return null;
    }
  }

  async send(payload, blobs = {}) {
    const to = this.chat?.bot ? { bot: botId(this.chat) } : { chat_id: Number(this.chatKey) };
    const around = { ...to, ...answering(this.composer.replyTo, this.composer.quote), ...(this.topic ? { message_thread_id: this.topic } : {}) };
    if (this.composer.replyTo) this.composer.answer(null, true);
    const sent = await this.act(api.send(this.person.id, { ...around, ...payload }, blobs));
    for (const message of sent || []) this.thread.upsert(message);
    this.list.toBottom();
    return sent;
  }

  submit(text, { replyTo, editing, quote }) {
    if (!editing) return this.send({ kind: "text", text, ...answering(replyTo, quote) });
    const words = editing.text === undefined ? { caption: text } : { text };
    return this.act(api.edit(this.person.id, { chat_key: this.chatKey, message_id: editing.message_id, ...words }));
  }

  start(payload = null) {
    return this.send(payload ? { kind: "start", payload } : { kind: "start" });
  }

  async unblock(andStart = false) {
    await this.act(api.unblock(this.person.id, botId(this.chat)));
    this.store.refreshChats(this.person.id);
    if (andStart) await this.start();
  }

  block() {
    return this.act(api.block(this.person.id, botId(this.chat))).then(() => this.store.refreshChats(this.person.id));
  }

  command(text) {
    return text === "/start" && this.chat?.bot ? this.start() : this.send({ kind: "text", text });
  }

  press(message, row, column, element, resend = false) {
    const press = { messageId: message.message_id, row, column, element };
    press.calm = () => this.list.rowOf(message.message_id)?.querySelector(`[data-row="${row}"][data-column="${column}"]`)?.classList.remove("is-pending");
    const body = { chat_key: this.chatKey, message_id: message.message_id, row, column, ...(resend ? { resend: true } : {}) };
    return this.act(this.presses.start(press, () => api.press(this.person.id, body)));
  }

  showAnswer({ text, show_alert: isAlert, url }) {
    if (url) this.follow(new URL(url));
    if (text && isAlert) alertBox(this.layer, this.title, text, this.t("ok"));
    else if (text) this.toast(text);
  }

  async pressReply({ text, request_location: wantsPlace }, place = {}) {
    if (wantsPlace && place.latitude === undefined) return openPlaces(this, "place", (chosen) => this.pressReply({ text, request_location: true }, chosen));
    const sent = await this.act(api.replyButton(this.person.id, this.chatKey, text, place));
    for (const message of sent || []) this.thread.upsert(message);
  }

  react(message, emoji) {
    return this.act(api.react(this.person.id, this.chatKey, message.message_id, emoji));
  }

  forward(message) {
    return this.send({ kind: "forward", from_chat_key: this.chatKey, message_id: message.message_id });
  }

  pin(message, isPinned) {
    return this.act(api.pin(this.person.id, this.chatKey, message.message_id, isPinned));
  }

  stopLive(message) {
    return this.act(api.edit(this.person.id, { chat_key: this.chatKey, message_id: message.message_id, stop_live: true }));
  }

  /** Another file in place of the one a message shows; `file` becomes what its own type says. */
  replace(message, file) {
    const media = file.type.startsWith("image/") ? "photo" : file.type.startsWith("video/") ? "video" : "document";
    return this.act(api.edit(this.person.id, { chat_key: this.chatKey, message_id: message.message_id, media, files: ["file"] }, { file }));
  }

  async openTopic() {
    const opened = await this.act(api.openTopic(this.person.id, this.chatKey, `${this.t("newTopic")} ${(this.chat.topics || []).length + 1}`));
    if (!opened) return;
    this.chat.topics = [...(this.chat.topics || []), opened];
    this.showTopic(opened.message_thread_id);
  }

  deleteTopic(id) {
    return this.act(api.deleteTopic(this.chatKey, id));
  }

  remove(ids) {
    return this.act(api.remove(this.person.id, this.chatKey, ids)).then(() => this.thread.remove(ids));
  }

  clear() {
    const ids = [...this.thread.order];
    return ids.length ? this.remove(ids) : null;
  }

  editLast() {
    const own = [...this.thread.order].reverse().map((id) => this.thread.messages.get(id)).find((message) => isOwn(message, this.person.id));
    if (own && (own.text || own.caption)) this.composer.edit(own);
  }

  paste(files) {
    if (files.some((file) => /^(image|video)\//.test(file.type))) sendPictures(this, files);
    else if (files.length) sendFile(this, "document", files[0]);
  }

  /** A draft in the composer becomes the picture's caption. */
  takeCaption() {
    const caption = this.composer.take();
    return caption ? { caption } : {};
  }
}
