// What can be done with one message: answer, react, copy, change, take back; and press a button twice, as clients may.
import { h } from "./dom.js";
import { isOwn } from "./events.js";
import { pickFiles } from "./attachments.js";
import { openMenu } from "./menu.js";

// As Telegram's list has them: without variation selectors.
const QUICK = ["👍", "❤", "🔥", "🎉", "😁", "🙏", "👎"];
const REPLACEABLE = ["photo", "live_photo", "video", "animation", "audio", "document"];

export function openMessageMenu(phone, message, at, pressed = null) {
  const { t } = phone;
  const own = isOwn(message, phone.person.id);
  const mine = message.reactions?.[phone.person.id];
  const text = message.text || message.caption;
  const quoted = chosenWords(text);
  const isPinned = (phone.chat?.pinned || []).includes(message.message_id);
  const isFree = !message.has_protected_content;
  const isMine = own && !message.forward_origin && !message.via_bot;
  const { location } = message;
  let close = () => {};
  const quick = h("div", { class: "quick-reactions" }, QUICK.map((emoji) =>
    h("button", { type: "button", "aria-label": emoji, "aria-pressed": String(emoji === mine), onclick: () => { close(); phone.react(message, emoji === mine ? null : emoji); } }, emoji)));
  close = openMenu(phone.layer, at, [
    pressed ? { icon: "restart", label: t("again"), testid: "menu-again", act: () => phone.press(message, Number(pressed.dataset.row), Number(pressed.dataset.column), pressed, true) } : null,
    { icon: "reply", label: t("reply"), testid: "menu-reply", act: () => phone.composer.answer(message) },
    quoted ? { icon: "quote", label: t("quote"), testid: "menu-quote", act: () => phone.composer.answer(message, false, quoted) } : null,
    isFree ? { icon: "forward", label: t("forward"), testid: "menu-forward", act: () => phone.forward(message) } : null,
    text && isFree ? { icon: "copy", label: t("copy"), testid: "menu-copy", act: () => phone.copy(text) } : null,
    { icon: "pin", label: t(isPinned ? "unpin" : "pin"), testid: "menu-pin", act: () => phone.pin(message, !isPinned) },
    isMine && REPLACEABLE.some((kind) => message[kind]) ? { icon: "swap", label: t("replace"), testid: "menu-replace", act: () => pickFiles({}, ([file]) => phone.replace(message, file)) } : null,
    own && location?.live_period ? { icon: "stop", label: t("stopLive"), testid: "menu-stop-live", act: () => phone.stopLive(message) } : null,
    isMine && text ? { icon: "edit", label: t("edit"), testid: "menu-edit", act: () => phone.composer.edit(message) } : null,
    { icon: "trash", label: t("remove"), testid: "menu-delete", isDanger: true, act: () => phone.remove(phone.thread.unitOf(message).map((part) => part.message_id)) },
  ], quick);
}

/** What is selected on the page, if it is a part of this text. */
function chosenWords(text) {
  const words = String(getSelection() || "").trim();
  return words && text?.includes(words) && words !== text ? words : "";
}
