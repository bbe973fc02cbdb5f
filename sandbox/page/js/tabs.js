// On a narrow window: a bar of people at the bottom, each with their unread mark.
import { h } from "./dom.js";

export class Tabs {
  constructor(element, onChoose) {
    this.element = element;
    this.onChoose = onChoose;
    this.current = null;
  }

  show(people, current, unreadOf) {
    this.current = current ?? null;
    const looks = JSON.stringify([people.map((person) => [person, unreadOf(person.id)]), current]);
    if (looks === this.looks) return;
    this.looks = looks;
    this.element.replaceChildren(...people.map((person) => this.#tab(person, person.id === current, unreadOf(person.id))));
  }

  #tab(person, isCurrent, unread) {
    return h("button", { type: "button", class: "tab", "aria-current": isCurrent ? "true" : null, vars: { "--person": person.color }, onclick: () => this.onChoose(person.id), data: { testid: `tab-${person.id}` } },
      h("span", { class: "tab-face", "aria-hidden": "true" }, [...person.first_name][0]), h("span", { class: "tab-name one-line", dir: "auto" }, person.first_name),
      unread && !isCurrent ? h("span", { class: "badge" }, unread) : null);
  }
}
