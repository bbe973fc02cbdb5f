// One message, or one album, as a bubble. Draws only: what a tap does is the phone's.
import { h, replaceChildren } from "./dom.js";
import { contactCard, diceFace, documentCard, locationCard, otherCard, pollCard, venueCard } from "./cards.js";
import { emojiOnly, richText } from "./entities.js";
import { isOwn } from "./events.js";
import { icon, ticks } from "./icons.js";
import { inlineKeyboard } from "./inlinekeyboard.js";
import { album, audioBar, pictureOf, roundVideo, stickerPicture, voiceBar } from "./media.js";
import { nameOf, serviceText, summaryOf } from "./summary.js";
import { clock, fullMoment } from "./times.js";
import { topicSign } from "./topics.js";

const BODIES = [
  ["video_note", roundVideo], ["voice", voiceBar], ["audio", audioBar], ["sticker", stickerPicture], ["venue", venueCard], ["location", locationCard],
  ["contact", contactCard], ["poll", pollCard], ["dice", diceFace], ["document", documentCard],
];
const BARE = ["sticker", "dice", "video_note"];

/** Fills `row` with the unit: a list of one message, or of an album's parts. */
export function drawUnit(row, unit, phone) {
  const [first] = unit;
  const last = unit[unit.length - 1];
  const service = unit.length === 1 && serviceText(first, phone.t);
  row.className = "row";
  row.dataset.messageId = first.message_id;
  if (service) {
    row.classList.add("is-service");
    replaceChildren(row, h("div", { class: "service", dir: "auto", tabindex: "-1" }, service));
    return;
  }
  const own = isOwn(first, phone.person.id);
  row.classList.toggle("is-own", own);
  const worded = unit.find((message) => message.text || message.caption) || first;
  const text = worded.text || worded.caption || "";
  const big = first.text && !first.reply_markup && !(first.entities || []).length ? emojiOnly(first.text) : 0;
  const bubble = h("div", { class: "bubble", tabindex: "-1", data: { testid: "bubble", own: String(own) }, vars: { "--stamp": `${stampWidth(unit, own, phone)}px` } });
  if (big) bubble.classList.add("is-big", `is-big-${big}`);
  if (BARE.some((kind) => first[kind])) bubble.classList.add("is-bare");
  const picture = pictureOf(first) ? album(unit, phone) : bodyOf(first, phone);
  if (pictureOf(first)) bubble.classList.add("has-picture");
  if (first.location || first.venue) bubble.classList.add("has-map");
  if (first.text || text) bubble.classList.add("has-text");
  const words = text ? h("div", { class: "words", dir: "auto", data: { testid: "words" } }, richText(text, worded.entities || worded.caption_entities, phone)) : null;
  const parts = first.show_caption_above_media ? [words, picture] : [picture, words];
  replaceChildren(bubble, topicSign(first, phone), sender(first, own, phone), forwarded(first, phone), replyQuote(first, phone), parts, foot(last, unit, own, phone));
  replaceChildren(row, h("div", { class: "stack" }, bubble, inlineKeyboard(first, phone)));
}

function bodyOf(message, phone) {
  const body = BODIES.find(([name]) => message[name]);
  if (body) return body[1](message, phone);
  return message.text ? null : otherCard(message, phone);
}

function sender(message, own, phone) {
  if (own || message.chat?.type === "private" || !message.from) return null;
  return h("div", { class: "sender", dir: "auto", vars: { "--who": phone.colourOf(message.from.id) } }, nameOf(message.from));
}

function forwarded(message, phone) {
  const origin = message.forward_origin;
  if (!origin && !message.via_bot) return null;
  const via = message.via_bot ? h("bdi", { dir: "ltr" }, `via @${message.via_bot.username}`) : null;
  return h("div", { class: "forwarded", dir: "auto", data: { testid: "forwarded" } }, origin ? [`${phone.t("forwarded")} `, h("bdi", {}, originName(origin)), " "] : null, via);
}

const originName = (origin) => nameOf(origin.sender_user) || origin.sender_user_name || nameOf(origin.sender_chat) || nameOf(origin.chat);

function replyQuote(message, phone) {
  const original = message.reply_to_message;
  const elsewhere = message.external_reply;
  if (!original && !elsewhere && !message.quote) return null;
  const now = original && phone.threadOf(message).messages.get(original.message_id);
  const source = now || original;
  const who = source ? nameOf(source.from) || phone.t("you") : elsewhere ? originName(elsewhere.origin) : "";
  const text = message.quote?.text || summaryOf(source || elsewhere, phone.t);
  const jump = () => source && phone.jumpTo(source.message_id);
  return h("button", { type: "button", class: message.quote?.is_manual ? "reply-quote is-quoted" : "reply-quote", onclick: jump, data: { testid: "reply-quote" } },
    h("strong", { dir: "auto" }, who), h("span", { class: "one-line", dir: "auto" }, text));
}

const isEdited = (unit) => unit.some((part) => part.edit_date && !part.location);

/** Room that the last line of a text leaves for the time, the mark of an edit, and the ticks. */
function stampWidth(unit, own, phone) {
  return 44 + (own ? 22 : 0) + (unit.some((part) => part.has_protected_content) ? 16 : 0) + (isEdited(unit) ? 6 + phone.t("edited").length * 7 : 0);
}

function foot(message, unit, own, phone) {
  const edited = isEdited(unit);
  return h("div", { class: "foot" }, reactions(message, phone),
    h("span", { class: "stamp", title: fullMoment(phone.language, message.date) },
      edited ? h("span", { class: "edited", data: { testid: "edited" } }, phone.t("edited")) : null,
      message.has_protected_content ? icon("lock", "is-small") : null,
      h("time", { dir: "ltr" }, clock(phone.language, message.date)), own ? ticks(message.read) : null));
}

function reactions(message, phone) {
  const byUser = Object.entries(message.reactions || {}).filter(([, emoji]) => emoji);
  if (!byUser.length) return null;
  const emojis = [...new Set(byUser.map(([, emoji]) => emoji))];
  return h("span", { class: "reactions" }, emojis.map((emoji) => {
    const users = byUser.filter(([, other]) => other === emoji).map(([id]) => Number(id));
    const mine = users.includes(phone.person.id);
    return h("button", { type: "button", class: mine ? "reaction is-mine" : "reaction", "aria-pressed": String(mine), onclick: () => phone.react(message, mine ? null : emoji), data: { testid: "reaction" } },
      /^\d+$/.test(emoji) ? "✨" : emoji, users.length > 1 ? h("span", {}, users.length) : null);
  }));
}

export function pinnedBar(message, count, phone) {
  return h("button", { type: "button", class: "pinned", onclick: () => phone.jumpTo(message.message_id), data: { testid: "pinned" } },
    icon("pin"), h("span", { class: "pinned-text" }, h("strong", {}, phone.t("pinned"), count > 1 ? ` (${count})` : ""), h("span", { class: "one-line", dir: "auto" }, summaryOf(message, phone.t))));
}
