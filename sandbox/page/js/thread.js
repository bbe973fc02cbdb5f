// The messages of one chat as the server has them, sorted by id. Knows nothing of elements: views listen.
import { api } from "./api.js";

const PAGE = 200;

export class Thread {
  constructor(key) {
    this.key = key;
    this.messages = new Map();
    this.order = [];
    this.isLoaded = false;
    this.isComplete = false;
    this.views = new Set();
    this.loading = null;
  }

  get last() {
    return this.messages.get(this.order[this.order.length - 1]) || null;
  }

  /** Fetches the newest page; what the page already shows and the server no longer has goes away. */
  load() {
    this.loading ??= this.#fetchNewest().finally(() => {
      this.loading = null;
    });
    return this.loading;
  }

  async #fetchNewest() {
    const page = await api.messages(this.key, PAGE);
    const since = page.length ? page[0].message_id : Infinity;
    const kept = new Set(page.map((message) => message.message_id));
    const gone = this.order.filter((id) => (id >= since || page.length < PAGE) && !kept.has(id));
    const isFirst = !this.isLoaded;
    this.isLoaded = true;
    this.isComplete ||= page.length < PAGE;
    if (isFirst) {
      for (const message of page) this.#put(message);
      this.#tell("shown");
      return;
    }
    this.remove(gone);
    for (const message of page) this.upsert(message);
  }

  async loadEarlier() {
    if (this.isComplete || this.loading || !this.order.length) return;
    this.loading = api.messages(this.key, PAGE, this.order[0]);
    try {
      const page = await this.loading;
      this.isComplete = page.length < PAGE;
      const fresh = page.filter((message) => !this.messages.has(message.message_id));
      for (const message of fresh) this.#put(message);
      this.#tell("earlier", fresh);
    } finally {
      this.loading = null;
    }
  }

  upsert(message) {
    if (message.deleted) return this.remove([message.message_id]);
    const isNew = !this.messages.has(message.message_id);
    this.#put(message);
    this.#tell("upserted", message, isNew);
  }


  remove(ids) {
    const gone = ids.filter((id) => this.messages.has(id));
    if (!gone.length) return;
    const old = gone.map((id) => this.messages.get(id));
    for (const id of gone) this.messages.delete(id);
    this.order = this.order.filter((id) => this.messages.has(id));
    this.#tell("removed", old);
  }

  clear() {
    this.messages.clear();
    this.order = [];
    this.isComplete = true;
    this.#tell("shown");
  }

  /** All parts of the album a message belongs to, or the message alone. */
  unitOf(message) {
    if (!message.media_group_id) return [message];
    return this.order.map((id) => this.messages.get(id)).filter((other) => other.media_group_id === message.media_group_id);
  }

  #put(message) {
    const id = message.message_id;
    if (!this.messages.has(id)) {
      let at = this.order.length;
      while (at > 0 && this.order[at - 1] > id) at -= 1;
      this.order.splice(at, 0, id);
    }
    this.messages.set(id, message);
  }

  #tell(what, ...facts) {
    for (const view of this.views) view[what]?.(...facts);
  }
}
