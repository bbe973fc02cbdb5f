// What can be done with one message: answer, react, copy, change, take back; and press a button twice, as clients may.
import { h } from "./dom.js";
import { isOwn } from "./events.js";
import { openMenu } from "./menu.js";

const QUICK = ["👍", "❤️", "🔥", "🎉", "😁", "🙏", "👎"];

export function openMessageMenu(phone, message, at, pressed = null) {
  const { t } = phone;
  const own = isOwn(message, phone.person.id);
  const mine = message.reactions?.[phone.person.id];
  const text = message.text || message.caption;
  let close = () => {};
  const quick = h("div", { class: "quick-reactions" }, QUICK.map((emoji) =>
    h("button", { type: "button", "aria-label": emoji, "aria-pressed": String(emoji === mine), onclick: () => { close(); phone.react(message, emoji === mine ? null : emoji); } }, emoji)));
  close = openMenu(phone.layer, at, [
    pressed ? { icon: "restart", label: t("again"), testid: "menu-again", act: () => phone.press(message, Number(pressed.dataset.row), Number(pressed.dataset.column), pressed, true) } : null,
    { icon: "reply", label: t("reply"), testid: "menu-reply", act: () => phone.composer.answer(message) },
    text ? { icon: "copy", label: t("copy"), testid: "menu-copy", act: () => phone.copy(text) } : null,
    own && text ? { icon: "edit", label: t("edit"), testid: "menu-edit", act: () => phone.composer.edit(message) } : null,
    { icon: "trash", label: t("remove"), testid: "menu-delete", isDanger: true, act: () => phone.remove(phone.thread.unitOf(message).map((part) => part.message_id)) },
  ], quick);
}
