// What the page knows of the sandbox: people, their chats, and the threads that are open. Events change it; views listen.
import { api } from "./api.js";
import { Thread } from "./thread.js";

export class Store {
  constructor() {
    this.people = new Map();
    /** Robots are left out, except those that the address asks for. */
    this.asked = new Set((new URLSearchParams(location.search).get("people") || "").split(",").map(Number));
    this.bots = [];
    this.chats = new Map();
    this.threads = new Map();
    this.listeners = new Map();
    this.refreshing = new Map();
  }

  on(kind, listener) {
    if (!this.listeners.has(kind)) this.listeners.set(kind, new Set());
    this.listeners.get(kind).add(listener);
    return () => this.listeners.get(kind).delete(listener);
  }

  emit(kind, ...facts) {
    for (const listener of [...(this.listeners.get(kind) || [])]) listener(...facts);
  }

  thread(key) {
    if (!this.threads.has(key)) this.threads.set(key, new Thread(key));
    return this.threads.get(key);
  }

  /** Everything again from the server: on load, after a lost connection, after a reset. */
  async refresh() {
    const [health, everybody] = await Promise.all([api.health(), api.people()]);
    const people = everybody.filter((person) => !person.is_robot || this.asked.has(person.id));
    this.bots = health.bots || [];
    this.people = new Map(people.map((person) => [person.id, person]));
    await Promise.all(people.map((person) => this.#fetchChats(person.id)));
    this.emit("people");
    const open = [...this.threads.values()].filter((thread) => thread.isLoaded);
    await Promise.all(open.map((thread) => thread.load().catch(() => this.threads.delete(thread.key))));
  }

  async refreshBots() {
    const { bots } = await api.health();
    if (JSON.stringify(bots) === JSON.stringify(this.bots)) return;
    this.bots = bots;
    for (const id of this.people.keys()) this.refreshChats(id);
  }

  /** Many events of one moment ask once. */
  refreshChats(personId) {
    if (this.refreshing.has(personId)) return;
    const timer = setTimeout(() => {
      this.refreshing.delete(personId);
      this.#fetchChats(personId).then(() => this.emit("chats", personId), () => {});
    }, 40);
    this.refreshing.set(personId, timer);
  }

  async #fetchChats(personId) {
    const known = await api.chats(personId);
    const missing = this.bots.filter((bot) => !known.some((chat) => chat.bot && botId(chat) === bot.id));
    for (const bot of missing) known.push(strangerChat(personId, bot));
    known.sort((a, b) => (b.last_message?.date || 0) - (a.last_message?.date || 0));
    this.chats.set(personId, known);
  }

  chatsOf(personId) {
    return this.chats.get(personId) || [];
  }

  chat(personId, key) {
    return this.chatsOf(personId).find((chat) => chat.chat_key === key) || null;
  }

  botOf(chat) {
    return this.bots.find((bot) => bot.id === botId(chat)) || (typeof chat.bot === "object" ? chat.bot : null);
  }

  unreadOf(personId) {
    return this.chatsOf(personId).reduce((sum, chat) => sum + (chat.unread || 0), 0);
  }

  /** Whether it is the private chat of somebody who has no phone here. */
  isElsewhere(key) {
    const [owner, bot] = String(key || "").split(":");
    return Boolean(bot) && !this.people.has(Number(owner));
  }

  /** The people whose phones show a chat. */
  peopleIn(key) {
    const owner = Number(String(key).split(":")[0]);
    if (String(key).includes(":")) return this.people.has(owner) ? [owner] : [];
    return [...this.people.keys()].filter((id) => this.chat(id, String(key)));
  }

  setUnread(personId, key, count) {
    const chat = this.chat(personId, key);
    if (!chat || chat.unread === count) return;
    chat.unread = count;
    this.emit("chats", personId);
  }
}

export function botId(chat) {
  return typeof chat.bot === "object" && chat.bot ? chat.bot.id : chat.bot;
}

function strangerChat(personId, bot) {
  return {
    chat_key: `${personId}:${bot.id}`, bot, title: bot.first_name, unread: 0, last_message: null, started: false, blocked: false, reply_keyboard: null,
    force_reply: null, pinned: [], menu_button: bot.menu_button, commands: Array.isArray(bot.commands) ? bot.commands : [], description: bot.description,
  };
}
