// What a message can carry besides pictures and sound: places, people, files, dice, polls.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { coordinates, mapTile } from "./map.js";
import { clock, fileSize } from "./times.js";

export function locationCard(message, phone) {
  const { location } = message;
  const until = location.live_period ? message.date + location.live_period : 0;
  const isLive = until > Date.now() / 1000;
  const card = h("div", { class: "place", data: { testid: "location" } }, mapTile(location, isLive));
  if (location.live_period) {
    const state = isLive ? `${phone.t("until")} ${clock(phone.language, until)}` : phone.t("ended");
    card.append(h("div", { class: "card-text" }, h("strong", {}, phone.t("live")), h("span", { class: "card-note" }, state)));
  }
  card.append(h("div", { class: "place-coordinates", dir: "ltr" }, coordinates(location.latitude, location.longitude)));
  return card;
}

export function venueCard({ venue }) {
  const text = h("div", { class: "card-text" }, h("strong", { dir: "auto" }, venue.title), h("span", { class: "card-note", dir: "auto" }, venue.address));
  return h("div", { class: "place" }, mapTile(venue.location, false), text);
}

export function contactCard({ contact }) {
  const name = [contact.first_name, contact.last_name].filter(Boolean).join(" ");
  return h("div", { class: "card", data: { testid: "contact" } },
    h("span", { class: "card-badge is-round", "aria-hidden": "true" }, [...name][0] || "?"),
    h("div", { class: "card-text" }, h("strong", { dir: "auto" }, name), h("span", { class: "card-note", dir: "ltr" }, contact.phone_number)));
}

// What surrounds every message; the rest of a message is what it holds.
const AROUND = /^(message_id|from|chat|chat_key|date|edit_date|outgoing|read|deleted|reactions|reply_markup|reply_to_\w+|external_reply|quote|forward_origin|via_bot|is_\w+|has_\w+|message_thread_id|effect_id|sender_\w+|media_group_id|caption|caption_entities|show_caption_above_media)$/;

/** Something the page does not draw, by Telegram's own name for it. */
export function otherCard(message, phone) {
  const names = Object.keys(message).filter((name) => !AROUND.test(name));
  if (!names.length) return null;
  const detail = message.checklist?.title || message.game?.title || message.gift?.text || "";
  return h("div", { class: "card", data: { testid: "other" } }, h("span", { class: "card-badge", "aria-hidden": "true" }, icon("sticker")),
    h("div", { class: "card-text" }, h("strong", { dir: "auto" }, detail || phone.t("other")), h("span", { class: "card-note", dir: "ltr" }, names.join(", "))));
}

export function documentCard({ document: file }, phone) {
  const name = file.file_name || phone.t("file");
  const ending = name.includes(".") ? name.split(".").pop().slice(0, 4) : "";
  const badge = h("span", { class: "card-badge", "aria-hidden": "true" }, ending || icon("file"));
  const words = h("div", { class: "card-text" }, h("strong", { dir: "auto" }, name), h("span", { class: "card-note" }, fileSize(file.file_size)));
  return file.url ? h("a", { class: "card", href: file.url, download: name, data: { testid: "document" } }, badge, words) : h("div", { class: "card" }, badge, words);
}

// Which of the nine places of a die's face carry a pip, by value.
const PIPS = [[], [5], [1, 9], [1, 5, 9], [1, 3, 7, 9], [1, 3, 5, 7, 9], [1, 3, 4, 6, 7, 9]];

export function diceFace({ dice }) {
  if (dice.emoji === "🎲") {
    const places = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((place) => h("i", { class: PIPS[dice.value]?.includes(place) ? "is-pip" : null }));
    return h("div", { class: "dice" }, h("span", { class: "die", role: "img", "aria-label": `🎲 ${dice.value}` }, places));
  }
  return h("div", { class: "dice" }, h("span", { class: "dice-face" }, dice.emoji), h("span", { class: "dice-value" }, dice.value));
}

export function pollCard({ poll }, phone) {
  const all = Math.max(1, poll.total_voter_count);
  const options = poll.options.map((option) => {
    const share = Math.round((100 * option.voter_count) / all);
    return h("li", { class: "poll-option" },
      h("span", { class: "poll-share" }, `${share}%`), h("span", { dir: "auto" }, option.text),
      h("span", { class: "poll-bar", vars: { "--share": `${share}%` } }));
  });
  return h("div", { class: "poll" }, h("strong", { dir: "auto" }, poll.question), h("ul", { class: "poll-options" }, options),
    h("span", { class: "card-note" }, `${poll.total_voter_count} ${phone.t("votes")}`));
}
