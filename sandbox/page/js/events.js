// Turns one event of the sandbox into changes of the store. Safe to see the same event twice.

export function applyEvent(store, kind, data) {
  // Robots have no phone here, and there may be hundreds of them.
  if (store.isElsewhere(data.chat_key) || data.person?.is_robot) return;
  ACTIONS[kind]?.(store, data, kind);
}

const ACTIONS = {
  message: onMessage,
  edited: onMessage,
  reaction: onReaction,
  read: onRead,
  deleted(store, data) {
    store.threads.get(data.chat_key)?.remove(data.message_ids);
    for (const id of store.peopleIn(data.chat_key)) store.refreshChats(id);
  },
  callback_answer: (store, data) => store.emit("answer", data),
  action: (store, data) => store.emit("action", data),
  keyboard: (store, data) => changeChats(store, data, { reply_keyboard: data.reply_keyboard, force_reply: data.force_reply }),
  pinned: (store, data) => changeChats(store, data, { pinned: data.pinned }),
  blocked: (store, data) => changeChats(store, data, { blocked: data.blocked }),
  chat(store, data) {
    if (data.reset) return store.emit("stale");
    const people = data.chat_key ? store.peopleIn(data.chat_key) : [];
    for (const id of people.length ? people : store.people.keys()) store.refreshChats(id);
  },
  person: (store) => store.emit("stale"),
  bot: (store) => store.refreshBots().catch(() => {}),
};

function changeChats(store, data, changes) {
  for (const id of store.peopleIn(data.chat_key)) {
    const chat = store.chat(id, data.chat_key);
    if (chat) Object.assign(chat, changes);
    store.emit("chats", id);
  }
}

function onMessage(store, data, kind) {
  const { message } = data;
  const key = message.chat_key || data.chat_key;
  const thread = store.threads.get(key);
  const isNew = kind === "message" && !thread?.messages.has(message.message_id);
  if (thread?.isLoaded) thread.upsert(message);
  const people = store.peopleIn(key);
  for (const id of people) {
    const chat = store.chat(id, key);
    if (chat && (chat.last_message?.message_id ?? 0) <= message.message_id) chat.last_message = message;
    // Nobody writes before they have started.
    if (chat && message.outgoing) chat.started = true;
    if (chat && isNew && !isOwn(message, id)) chat.unread = (chat.unread || 0) + 1;
    if (!chat) store.refreshChats(id);
    store.emit("chats", id);
  }
  if (!people.length) for (const id of store.people.keys()) store.refreshChats(id);
  if (isNew) store.emit("arrived", key, message);
}

function onReaction(store, data) {
  const thread = store.threads.get(data.chat_key);
  const message = thread?.messages.get(data.message_id);
  if (!message) return;
  const reactions = { ...message.reactions, [data.by]: data.emoji };
  if (!data.emoji) delete reactions[data.by];
  thread.upsert({ ...message, reactions });
}

function onRead(store, data) {
  const thread = store.threads.get(data.chat_key);
  const isBot = data.by === "bot";
  for (const id of thread?.isLoaded ? thread.order : []) {
    const message = thread.messages.get(id);
    if (id <= data.up_to && !message.read && Boolean(message.outgoing) === isBot) thread.upsert({ ...message, read: true });
  }
  if (!isBot) for (const id of store.peopleIn(data.chat_key)) store.refreshChats(id);
}

export function isOwn(message, personId) {
  return Boolean(message.outgoing) && (message.from?.id ?? personId) === personId;
}
