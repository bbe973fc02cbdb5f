// The scrolling list of one chat. Keyed by message: an event touches its own row and its neighbours, nothing else.
import { h } from "./dom.js";
import { drawUnit } from "./bubble.js";
import { isOwn } from "./events.js";
import { ticks } from "./icons.js";
import { serviceText } from "./summary.js";
import { dayLabel, isSameDay } from "./times.js";

const JOINED_WITHIN_SECONDS = 600;
const NEAR_BOTTOM_PX = 70;
const LOAD_EARLIER_AT_PX = 400;
const ENOUGH_UNITS = 20;

export class MessageList {
  constructor(thread, phone) {
    this.thread = thread;
    this.phone = phone;
    this.units = new Map();
    this.isStuck = true;
    this.bottomTop = 0;
    this.inner = h("div", { class: "messages-inner" });
    this.element = h("div", { class: "messages", role: "log", "aria-live": "polite", tabindex: "0", "aria-label": phone.title, data: { testid: "messages" } }, this.inner);
    this.element.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.resizes = new ResizeObserver(() => this.#follow());
    this.resizes.observe(this.element);
    this.resizes.observe(this.inner);
    thread.views.add(this);
  }

  close() {
    this.resizes.disconnect();
    this.thread.views.delete(this);
  }

  shown() {
    this.units.clear();
    this.inner.replaceChildren();
    for (const id of this.thread.order) if (this.#belongs(this.thread.messages.get(id))) this.#draw(this.thread.messages.get(id));
    for (const unit of this.units.values()) this.#decorate(unit);
    this.#markFresh();
    this.toBottom();
    this.phone.listChanged();
    if (this.phone.topic && this.units.size < ENOUGH_UNITS) this.thread.loadEarlier().catch(() => {});
  }

  /** Whether the open topic shows it; without one all are shown. */
  #belongs(message) {
    return !this.phone.topic || message.message_thread_id === this.phone.topic;
  }

  earlier(messages) {
    const before = this.inner.offsetHeight - this.element.scrollTop;
    for (const message of messages) if (this.#belongs(message)) this.#draw(message);
    for (const unit of this.units.values()) this.#decorate(unit);
    this.element.scrollTop = this.inner.offsetHeight - before;
  }

  upserted(message, isNew) {
    if (!this.#belongs(message)) return this.phone.listChanged();
    const own = isOwn(message, this.phone.person.id);
    this.#scrolled();
    const follow = isNew && (this.isStuck || own);
    const unit = this.#draw(message);
    if (isNew && !this.phone.isLoading) unit.element.classList.add("is-new");
    this.#decorateAround(unit);
    if (follow) this.toBottom();
    if (isNew && own) this.fresh?.remove();
    this.phone.listChanged(isNew && !own ? message : null);
  }

  removed(messages) {
    for (const message of messages) {
      const unit = this.units.get(keyOf(message));
      if (!unit) continue;
      const left = message.media_group_id ? this.thread.unitOf(message) : [];
      if (left.length) {
        this.#fill(unit, left);
        continue;
      }
      const next = unit.element.nextElementSibling;
      const previous = unit.element.previousElementSibling;
      unit.element.remove();
      this.units.delete(keyOf(message));
      for (const other of [previous, next]) if (other) this.#decorate(this.units.get(other.dataset.key));
    }
    this.phone.listChanged();
  }

  toBottom() {
    this.element.scrollTop = this.element.scrollHeight;
    this.bottomTop = this.element.scrollTop;
    this.isStuck = true;
  }

  rowOf(id) {
    const message = this.thread.messages.get(id);
    return message ? this.units.get(keyOf(message))?.row : null;
  }

  /** Scrolls to a message, fetching earlier pages until it is there, and lets it flash. */
  async jumpTo(id) {
    while (!this.thread.messages.has(id) && !this.thread.isComplete && id < this.thread.order[0]) await this.thread.loadEarlier();
    const row = this.rowOf(id);
    if (!row) return;
    this.isStuck = false;
    row.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    row.classList.remove("is-flashing");
    requestAnimationFrame(() => row.classList.add("is-flashing"));
    setTimeout(() => row.classList.remove("is-flashing"), 1600);
  }

  /** The message a point of the page belongs to; in an album, the part. */
  messageAt(target) {
    const holder = target.closest("[data-message-id]");
    return holder ? this.thread.messages.get(Number(holder.dataset.messageId)) : null;
  }

  #draw(message) {
    const key = keyOf(message);
    let unit = this.units.get(key);
    if (!unit) {
      unit = { key, row: h("div"), element: h("div", { class: "unit", data: { key } }) };
      unit.element.append(unit.row);
      this.units.set(key, unit);
      this.#fill(unit, this.thread.unitOf(message));
      this.inner.insertBefore(unit.element, this.#after(unit.first.message_id));
      return unit;
    }
    this.#fill(unit, this.thread.unitOf(message));
    return unit;
  }

  /** A message that was only read keeps its elements: a picture must not flicker, a voice must not stop. */
  #fill(unit, messages) {
    unit.first = messages[0];
    const looks = JSON.stringify(messages, (name, value) => (name === "read" ? undefined : value));
    if (looks === unit.looks) {
      unit.row.querySelector(".ticks")?.replaceWith(ticks(messages[messages.length - 1].read));
      return;
    }
    unit.looks = looks;
    drawUnit(unit.row, messages, this.phone);
    if (unit.isTail !== undefined) this.#dress(unit);
  }

  #after(id) {
    let next = null;
    for (let at = this.inner.lastElementChild; at; at = at.previousElementSibling) {
      const unit = this.units.get(at.dataset.key);
      if (unit && unit.first.message_id < id) break;
      next = at;
    }
    return next;
  }

  #decorateAround(unit) {
    for (const element of [unit.element.previousElementSibling, unit.element, unit.element.nextElementSibling]) {
      if (element) this.#decorate(this.units.get(element.dataset.key));
    }
  }

  #decorate(unit) {
    if (!unit) return;
    const previous = this.units.get(unit.element.previousElementSibling?.dataset.key);
    const next = this.units.get(unit.element.nextElementSibling?.dataset.key);
    unit.isJoined = this.#joins(previous, unit);
    unit.isTail = !this.#joins(unit, next);
    this.#dress(unit);
    const { language, t } = this.phone;
    const needsDay = !previous || !isSameDay(language, previous.first.date, unit.first.date);
    if (needsDay && !unit.day) {
      unit.day = h("div", { class: "day", dir: "auto" }, dayLabel(language, unit.first.date, t));
      unit.element.prepend(unit.day);
    }
    if (!needsDay && unit.day) {
      unit.day.remove();
      unit.day = null;
    }
  }

  #dress(unit) {
    unit.row.classList.toggle("is-joined", unit.isJoined);
    unit.row.classList.toggle("is-tail", unit.isTail);
  }

  #joins(one, other) {
    if (!one || !other) return false;
    const [a, b] = [one.first, other.first];
    const isClose = b.date - a.date < JOINED_WITHIN_SECONDS && isSameDay(this.phone.language, a.date, b.date);
    return isClose && a.from?.id === b.from?.id && a.message_thread_id === b.message_thread_id && !serviceText(a, this.phone.t) && !serviceText(b, this.phone.t);
  }

  #markFresh() {
    const count = this.phone.chat?.unread || 0;
    const theirs = this.thread.order.filter((id) => !isOwn(this.thread.messages.get(id), this.phone.person.id));
    if (!count || count >= theirs.length) return;
    const unit = this.units.get(keyOf(this.thread.messages.get(theirs[theirs.length - count])));
    this.fresh = h("div", { class: "fresh", data: { testid: "unread-mark" } }, this.phone.t("fresh"));
    unit?.element.prepend(this.fresh);
  }

  /** The event of a scroll comes a frame later than the scroll: whoever has just scrolled up must be seen before it. */
  #follow() {
    this.#scrolled();
    if (this.isStuck) this.toBottom();
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.element;
    const wasStuck = this.isStuck;
    const isAtBottom = scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM_PX;
    if (isAtBottom) this.bottomTop = scrollTop;
    // Content that grows is no reason to let go of the bottom; whoever scrolls up is.
    this.isStuck = isAtBottom || (wasStuck && scrollTop > this.bottomTop - NEAR_BOTTOM_PX);
    if (this.isStuck !== wasStuck) this.phone.listChanged();
    if (scrollTop < LOAD_EARLIER_AT_PX) this.thread.loadEarlier().catch(() => {});
  }
}

const keyOf = (message) => String(message.media_group_id ? `album-${message.media_group_id}` : message.message_id);
