// The buttons under a bubble. A press spins until its answer comes, or until Telegram itself would give up hope.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { safeUrl } from "./links.js";

const STYLES = new Set(["danger", "success", "primary"]);
const ACTIONS = [
  ["url", (button, phone) => phone.follow(safeUrl(button.url))],
  ["login_url", (button, phone) => phone.follow(safeUrl(button.login_url.url))],
  ["web_app", (button, phone) => phone.follow(safeUrl(button.web_app.url))],
  ["copy_text", (button, phone) => phone.copy(button.copy_text.text)],
];

export function inlineKeyboard(message, phone) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  return h("div", { class: "inline-keyboard", data: { testid: "inline-keyboard" } },
    rows.map((row, rowAt) => h("div", { class: "inline-row" }, row.map((button, columnAt) => inlineButton(message, button, rowAt, columnAt, phone)))));
}

function inlineButton(message, button, row, column, phone) {
  const action = ACTIONS.find(([name]) => button[name]);
  const isLink = ["url", "login_url", "web_app"].includes(action?.[0]);
  const element = h("button", { type: "button", class: "inline-button", data: { testid: "inline-button", row, column, style: STYLES.has(button.style) ? button.style : null } },
    h("span", { dir: "auto" }, button.text),
    isLink ? icon("arrow", "corner") : action ? icon("copy", "corner") : null);
  if (isLink) element.title = button.url || button.login_url?.url || button.web_app?.url;
  if (button.disabled) element.disabled = true;
  if (phone.isPending(message.message_id, row, column)) element.classList.add("is-pending");
  element.addEventListener("click", () => {
    if (action) action[1](button, phone);
    else phone.press(message, row, column, element);
  });
  return element;
}
