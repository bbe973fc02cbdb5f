// One line that stands for a whole message: in the chat list, in a reply quote, in the pinned bar; and service sentences.

const KINDS = [
  ["live_photo", "livePhoto", "🖼"],
  ["photo", "photo", "🖼"], ["video_note", "round", "⏺"], ["animation", "gif", "🎞"], ["video", "video", "🎬"], ["voice", "voice", "🎤"],
  ["audio", "audio", "🎵"], ["document", "file", "📎"], ["sticker", "sticker", ""], ["venue", "venue", "📍"], ["location", "place", "📍"],
  ["contact", "contact", "👤"], ["poll", "poll", "📊"], ["dice", "dice", "🎲"],
];

export function summaryOf(message, t) {
  if (!message) return "";
  if (message.text) return message.text;
  const service = serviceText(message, t);
  if (service) return service;
  const kind = KINDS.find(([name]) => message[name]);
  if (!kind) return message.caption || t("other");
  const [name, word, sign] = kind;
  if (name === "sticker") return `${message.sticker.emoji || ""} ${t(word)}`.trim();
  const own = name === "location" && message.location.live_period ? t("live") : t(word);
  const detail = message.caption || message.document?.file_name || message.poll?.question || message.venue?.title || own;
  return `${sign} ${detail}`;
}

export function nameOf(user) {
  return user ? [user.first_name, user.last_name].filter(Boolean).join(" ") || user.title || "" : "";
}

const days = (seconds) => (seconds >= 86400 ? `${Math.round(seconds / 86400)} d` : `${seconds} s`);

/** A sentence for messages that are events of the chat, "" for all others. */
export function serviceText(message, t) {
  const who = nameOf(message.from);
  if (message.new_chat_members) return message.new_chat_members.map((user) => `${nameOf(user)} ${t("joined")}`).join(", ");
  if (message.left_chat_member) return `${nameOf(message.left_chat_member)} ${t("left")}`;
  if (message.pinned_message) return `${who} ${t("pinnedThis")}`;
  if (message.message_auto_delete_timer_changed) return `${t("timer")}: ${days(message.message_auto_delete_timer_changed.message_auto_delete_time)}`;
  if (message.new_chat_title) return `${who}: ${message.new_chat_title}`;
  if (message.group_chat_created || message.supergroup_chat_created) return t("chats");
  if (message.forum_topic_created) return `# ${message.forum_topic_created.name}`;
  if (message.forum_topic_edited) return `# ${message.forum_topic_edited.name || ""}`;
  if (message.forum_topic_closed) return "# ✓";
  if (message.successful_payment) return `💳 ${message.successful_payment.total_amount / 100} ${message.successful_payment.currency}`;
  return "";
}
