// Where a person writes. Holds the draft, the message being answered or edited, and offers the bot's commands after "/".
import { button, h } from "./dom.js";
import { icon } from "./icons.js";
import { nameOf, summaryOf } from "./summary.js";

export class Composer {
  /** `phone` answers `submit(text, {replyTo, editing})`, `openAttachments(anchor)`, `openCommands(anchor)`, `toggleKeyboard()`, `commands`, `paste(files)`. */
  constructor(phone) {
    this.phone = phone;
    const { t } = phone;
    this.replyTo = null;
    this.editing = null;
    this.quote = "";
    this.input = h("textarea", { class: "composer-input", rows: "1", dir: "auto", placeholder: t("message"), "aria-label": t("message"), data: { testid: "composer" } });
    this.suggestions = h("div", { class: "suggestions", role: "listbox", hidden: true, data: { testid: "suggestions" } });
    this.context = h("div", { class: "composer-context", hidden: true });
    this.attach = button("round-button", t("attach"), { onclick: () => phone.openAttachments(this.attach), data: { testid: "attach" } }, icon("attach"));
    this.slash = button("round-button", t("commands"), { onclick: () => phone.openCommands(this.slash), data: { testid: "commands" } }, icon("slash"));
    this.keys = button("round-button", t("keyboard"), { onclick: () => phone.toggleKeyboard(), data: { testid: "keyboard-toggle" } }, icon("keyboard"));
    this.send = button("send-button", t("send"), { onclick: () => this.#submit(), data: { testid: "send" } }, icon("send"));
    this.element = h("div", { class: "composer" }, this.suggestions, this.context,
      h("div", { class: "composer-bar" }, this.attach, h("div", { class: "composer-field" }, this.input, this.slash, this.keys), this.send));
    this.input.addEventListener("input", () => this.#typed());
    this.input.addEventListener("keydown", (event) => this.#keyed(event));
    this.input.addEventListener("paste", (event) => {
      const files = [...(event.clipboardData?.files || [])];
      if (files.length) {
        event.preventDefault();
        phone.paste(files);
      }
    });
    this.#typed();
  }

  /** What the chat says of the composer: its keyboard, placeholder, commands. */
  update({ hasKeyboard, hasCommands, placeholder }) {
    this.keys.hidden = !hasKeyboard;
    this.slash.hidden = !hasCommands;
    this.input.placeholder = placeholder || this.phone.t("message");
  }

  /** `quote` is the part of the message that is meant. */
  answer(message, quiet = false, quote = "") {
    this.replyTo = message;
    this.quote = quote;
    this.editing = null;
    this.#showContext(quote ? "quote" : "reply", message && nameOf(message.from), message, quote);
    if (!quiet) this.focus();
  }

  edit(message) {
    this.editing = message;
    this.replyTo = null;
    this.input.value = message.text ?? message.caption ?? "";
    this.#showContext("edit", this.phone.t("edit"), message);
    this.#typed();
    this.focus();
  }

  focus() {
    this.input.focus({ preventScroll: true });
  }

  #showContext(sign, title, message, words = "") {
    this.context.hidden = !message;
    if (!message) return;
    this.context.replaceChildren(icon(sign),
      h("span", { class: "context-text" }, h("strong", { dir: "auto" }, title), h("span", { class: "one-line", dir: "auto" }, words || summaryOf(message, this.phone.t))),
      button("round-button", this.phone.t("cancel"), { onclick: () => this.#drop() }, icon("close")));
  }

  #drop() {
    if (this.editing) this.input.value = "";
    this.answer(null, true);
    this.#typed();
  }

  /** The draft, which is gone from the field afterwards. */
  take() {
    const text = this.input.value.trim();
    this.input.value = "";
    this.#typed();
    return text;
  }

  #submit() {
    const { replyTo, editing, quote } = this;
    const text = this.take();
    if (!text) return;
    this.answer(null, true);
    this.phone.submit(text, { replyTo, editing, quote });
  }

  #typed() {
    this.input.style.height = "auto";
    const { scrollHeight } = this.input;
    if (scrollHeight) this.input.style.height = `${Math.min(scrollHeight, 120)}px`;
    this.send.classList.toggle("is-ready", Boolean(this.input.value.trim()));
    this.#suggest();
  }

  #suggest() {
    const match = /^\/(\w*)$/.exec(this.input.value);
    const found = match ? this.phone.commands.filter(({ command }) => command.startsWith(match[1].toLowerCase())) : [];
    this.suggestions.hidden = !found.length;
    this.suggestions.replaceChildren(...found.map(({ command, description }, at) =>
      h("button", { type: "button", role: "option", "aria-selected": String(at === 0), class: "suggestion", onclick: () => this.#take(command) },
        h("strong", { dir: "ltr" }, `/${command}`), h("span", { dir: "auto" }, description))));
  }

  #take(command) {
    this.input.value = "";
    this.#typed();
    this.phone.command(`/${command}`);
    this.focus();
  }

  #keyed(event) {
    if (event.isComposing) return;
    const options = [...this.suggestions.children];
    const here = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!this.suggestions.hidden && step) {
      event.preventDefault();
      options.forEach((option, at) => option.setAttribute("aria-selected", String(at === (here + step + options.length) % options.length)));
      options.find((option) => option.getAttribute("aria-selected") === "true").scrollIntoView({ block: "nearest" });
    } else if (!this.suggestions.hidden && event.key === "Tab") {
      event.preventDefault();
      this.#take(options[here].querySelector("strong").textContent.slice(1));
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      if (!this.suggestions.hidden && this.input.value !== options[here].querySelector("strong").textContent) options[here].click();
      else this.#submit();
    } else if (event.key === "Escape") this.#drop();
    else if (event.key === "ArrowUp" && !this.input.value) this.phone.editLast();
  }
}
