// Presses on their way: which buttons spin, and what the bot answered. An answer may overtake the reply to the press itself.

const GIVE_UP_AFTER_MS = 20_000;

export class Presses {
  constructor(onAnswer) {
    this.onAnswer = onAnswer;
    this.pending = new Map();
    this.early = new Map();
    this.seen = new Set();
  }

  has(messageId, row, column) {
    return [...this.pending.values()].some((press) => press.messageId === messageId && press.row === row && press.column === column);
  }

  /** `send()` resolves to the control plane's `{callback_query_id, answer}`. */
  async start(press, send) {
    const slot = Symbol("press");
    this.pending.set(slot, press);
    press.element?.classList.add("is-pending");
    try {
      const { callback_query_id: id, answer } = await send();
      this.pending.delete(slot);
      const known = answer || this.early.get(id);
      this.early.delete(id);
      if (known) return this.#finish(press, id, known);
      this.pending.set(id, press);
      press.timer = setTimeout(() => this.#finish(press, id, null), GIVE_UP_AFTER_MS);
    } catch (error) {
      this.pending.delete(slot);
      this.#calm(press);
      throw error;
    }
  }

  answered(data) {
    const id = data.callback_query_id;
    const press = this.pending.get(id);
    if (press) this.#finish(press, id, data);
    else if ([...this.pending.keys()].some((key) => typeof key === "symbol")) this.early.set(id, data);
    else if (!this.seen.has(id)) this.#finish({}, id, data);
  }

  #finish(press, id, answer) {
    clearTimeout(press.timer);
    this.pending.delete(id);
    this.#calm(press);
    if (!answer || this.seen.has(id)) return;
    if (id) this.seen.add(id);
    this.onAnswer(answer);
  }

  #calm(press) {
    press.calm?.();
  }
}
