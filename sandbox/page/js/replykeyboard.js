// The panel of big buttons a bot puts where the phone's keyboard would be.
import { h } from "./dom.js";
import { icon } from "./icons.js";

const SIGNS = [["request_contact", "contact"], ["request_location", "place"], ["request_poll", "poll"], ["request_users", "contact"], ["web_app", "arrow"]];

export class ReplyKeyboard {
  constructor(onPress) {
    this.onPress = onPress;
    this.markup = null;
    this.isFolded = false;
    this.element = h("div", { class: "reply-keyboard", hidden: true, data: { testid: "reply-keyboard" } });
  }

  get isThere() {
    return Boolean(this.markup?.keyboard?.length);
  }

  show(markup) {
    if (JSON.stringify(markup) === JSON.stringify(this.markup)) return;
    this.markup = markup;
    this.isFolded = false;
    this.element.replaceChildren(...(markup?.keyboard || []).map((row) => h("div", { class: "reply-row" }, row.map((button) => this.#button(button)))));
    this.element.classList.toggle("is-tall", !markup?.resize_keyboard);
    this.#unfold();
  }

  toggle() {
    this.isFolded = !this.isFolded;
    this.#unfold();
  }

  #unfold() {
    this.element.hidden = !this.isThere || this.isFolded;
  }

  #button(button) {
    const words = typeof button === "string" ? { text: button } : button;
    const sign = SIGNS.find(([name]) => words[name]);
    const press = () => {
      this.onPress(words);
      if (this.markup?.one_time_keyboard) this.toggle();
    };
    return h("button", { type: "button", class: "reply-button", onclick: press, data: { testid: "reply-button", style: words.style } },
      sign ? icon(sign[1]) : null, h("span", { dir: "auto" }, words.text));
  }
}
