// Server-sent events with a resume point. Opens again by itself, slower each time, and says how it stands.

const KINDS = [
  "message", "edited", "deleted", "callback_answer", "action", "reaction", "keyboard", "read", "pinned", "blocked", "person", "chat", "bot",
];

export class Live {
  /** `onEvent(kind, data)`, `onState("live" | "reconnecting")`, `onBack()` after every connection but the first. */
  constructor({ onEvent, onState, onBack }) {
    this.onEvent = onEvent;
    this.onState = onState;
    this.onBack = onBack;
    this.lastId = "";
    this.failures = 0;
    this.wasOpen = false;
  }

  open() {
    const source = new EventSource(`/sandbox/events${this.lastId ? `?since=${this.lastId}` : ""}`);
    this.source = source;
    return new Promise((resolve) => {
      source.addEventListener("open", () => {
        this.failures = 0;
        this.onState("live");
        if (this.wasOpen) this.onBack();
        this.wasOpen = true;
        resolve();
      });
      source.addEventListener("error", () => {
        source.close();
        this.onState("reconnecting");
        this.failures += 1;
        setTimeout(() => this.open().then(resolve), Math.min(400 * 2 ** this.failures, 5000));
      });
      for (const kind of KINDS) source.addEventListener(kind, (event) => this.#take(kind, event));
    });
  }

  #take(kind, event) {
    if (event.lastEventId) this.lastId = event.lastEventId;
    let data;
    try {
      data = JSON.parse(event.data);
    } catch {
      return;
    }
    this.onEvent(kind, data);
  }
}
