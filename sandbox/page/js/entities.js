// Text with Telegram's entities as nodes. Offsets are UTF-16 units, which is what a JavaScript string counts.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { safeUrl } from "./links.js";
import { dateTimeText, fullMoment } from "./times.js";

const PLAIN = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };
const FOUND = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])|(^|\s)(\/[a-z][a-z0-9_]{0,31}(?:@[a-z0-9_]+)?)(?![\w/])|(?<![\w@])@([a-z]\w{4,31})/gi;

/** `phone` answers `follow(url)`, `command(text)`, `language` and `mention(name)`. */
export function richText(text, entities, phone) {
  const sorted = [...(entities || [])]
    .filter((entity) => entity.length > 0 && entity.offset < text.length)
    .sort((a, b) => a.offset - b.offset || b.length - a.length);
  return range(text, 0, text.length, sorted, phone, false);
}

function range(text, from, to, entities, phone, isQuiet) {
  const nodes = [];
  let at = from;
  let rest = entities;
  while (rest.length) {
    const [entity, ...others] = rest;
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    if (end <= start) {
      rest = others;
      continue;
    }
    nodes.push(...plain(text.slice(at, start), phone, isQuiet));
    const inside = others.filter((other) => other.offset < end);
    const quiet = isQuiet || !(entity.type in PLAIN) || entity.type === "code";
    nodes.push(wrap(entity, text.slice(start, end), () => range(text, start, end, inside, phone, quiet && !isBlock(entity)), phone));
    at = startsLine(entity) && text[end] === "\n" ? end + 1 : end;
    rest = others.filter((other) => other.offset + other.length > end);
  }
  nodes.push(...plain(text.slice(at, to), phone, isQuiet));
  return nodes;
}

// A block ends its line by itself; the line break after it would leave a hole.
const startsLine = (entity) => entity.type === "pre" || entity.type.includes("blockquote");
const isBlock = (entity) => entity.type.includes("blockquote") || entity.type === "spoiler";

/** Links and commands that nobody marked are still tappable, as in a real client. */
function plain(text, phone, isQuiet) {
  if (isQuiet || !text) return text ? [text] : [];
  const nodes = [];
  let at = 0;
  for (const match of text.matchAll(FOUND)) {
    const [whole, url, gap = "", order, name] = match;
    const start = match.index + gap.length;
    nodes.push(text.slice(at, start), url ? link(url, url, phone) : order ? command(order, phone) : tap("link", whole, () => phone.mention(name)));
    at = match.index + whole.length;
  }
  nodes.push(text.slice(at));
  return nodes.filter((node) => node !== "");
}

function wrap(entity, text, inner, phone) {
  const tag = PLAIN[entity.type];
  if (tag) return h(tag, tag === "code" ? { class: "mono" } : {}, inner());
  const make = MAKERS[entity.type];
  return make ? make(entity, text, inner, phone) : h("span", {}, inner());
}

const MAKERS = {
  spoiler: (entity, text, inner) => spoiler(inner()),
  pre: (entity, text) => codeBlock(entity.language, text),
  blockquote: (entity, text, inner) => h("blockquote", { class: "quote", dir: "auto" }, inner()),
  expandable_blockquote: (entity, text, inner) => expandable(inner()),
  url: (entity, text, inner, phone) => link(text, text, phone),
  text_link: (entity, text, inner, phone) => link(entity.url, inner(), phone),
  email: (entity, text) => h("span", { class: "link" }, text),
  phone_number: (entity, text) => h("span", { class: "link" }, text),
  mention: (entity, text, inner, phone) => tap("link", text, () => phone.mention(text.slice(1))),
  text_mention: (entity, text, inner) => h("span", { class: "link" }, inner()),
  hashtag: (entity, text) => h("span", { class: "link" }, text),
  cashtag: (entity, text) => h("span", { class: "link" }, text),
  bot_command: (entity, text, inner, phone) => command(text, phone),
  custom_emoji: (entity, text) => h("span", { class: "custom-emoji" }, text),
  date_time: dateTime,
};

function tap(className, content, action) {
  return h("a", { class: className, href: "#", role: "button", onclick: (event) => { event.preventDefault(); action(); } }, content);
}

function command(text, phone) {
  return tap("link command", text, () => phone.command(text));
}

function link(address, content, phone) {
  const url = safeUrl(address);
  if (!url) return h("span", {}, content);
  const follow = (event) => {
    event.preventDefault();
    phone.follow(url);
  };
  return h("a", { class: "link", href: url.href, target: "_blank", rel: "noopener noreferrer", title: url.href, onclick: follow }, content);
}

function spoiler(content) {
  const cover = h("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Spoiler" }, h("span", { class: "spoiler-text" }, content));
  const reveal = (event) => {
    if (cover.classList.contains("is-open")) return;
    event.preventDefault();
    event.stopPropagation();
    cover.classList.add("is-open");
    cover.removeAttribute("aria-label");
  };
  cover.addEventListener("click", reveal, true);
  cover.addEventListener("keydown", (event) => (event.key === "Enter" || event.key === " ") && reveal(event));
  return cover;
}

function codeBlock(language, text) {
  return h("pre", { class: "code-block", dir: "ltr" }, language ? h("span", { class: "code-language" }, language) : null, h("code", {}, text));
}

function expandable(content) {
  const quote = h("blockquote", { class: "quote is-folded", dir: "auto" }, h("div", { class: "quote-text" }, content));
  const toggle = h("button", { type: "button", class: "quote-toggle", "aria-label": "Expand", "aria-expanded": "false" }, icon("down"));
  toggle.addEventListener("click", (event) => {
    event.stopPropagation();
    toggle.setAttribute("aria-expanded", String(!quote.classList.toggle("is-folded")));
  });
  quote.append(toggle);
  return quote;
}

function dateTime(entity, text, inner, phone) {
  const words = dateTimeText(phone.language, entity.unix_time, entity.date_time_format || "");
  const moment = new Date(entity.unix_time * 1000).toISOString();
  return h("time", { class: "moment", datetime: moment, title: fullMoment(phone.language, entity.unix_time) }, words ?? inner());
}

const ONE_EMOJI = /^(?:\p{RI}\p{RI}|\p{Emoji}(?:\p{EMod}|\uFE0F\u20E3?|[\u{E0020}-\u{E007E}]+\u{E007F})?(?:\u200D\p{Emoji}(?:\p{EMod}|\uFE0F)?)*)+$/u;

/** How many emoji a text is made of, when it is made of nothing else and of three at most; else 0. */
export function emojiOnly(text) {
  const bare = text.replace(/\s/g, "");
  if (!bare || /^[\d#*]+$/.test(bare) || !ONE_EMOJI.test(bare)) return 0;
  const count = [...new Intl.Segmenter().segment(bare)].length;
  return count <= 3 && !/[\d#*](?!\uFE0F?\u20E3)/u.test(bare) ? count : 0;
}
