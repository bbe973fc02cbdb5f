// The dashed route between two luggage tags: a parcel travels along it when one person's words reach another's phone.

const REACHES_WITHIN_MS = 4000;

export class Route {
  constructor(stage) {
    this.stage = stage;
    this.last = null;
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
  }

  carry(key, message, devices) {
    const owner = Number(key.split(":")[0]);
    if (message.outgoing) {
      this.last = { from: message.from?.id ?? owner, at: Date.now() };
      return;
    }
    if (!this.last || Date.now() - this.last.at > REACHES_WITHIN_MS || this.last.from === owner || this.still.matches) return;
    const [one, other] = [devices.get(this.last.from)?.element, devices.get(owner)?.element];
    if (one && other) this.#fly(one, other);
  }

  #fly(one, other) {
    const from = one.querySelector(".tag").getBoundingClientRect();
    const to = other.querySelector(".tag").getBoundingClientRect();
    if (!from.width || !to.width) return;
    const goesRight = to.left > from.left;
    const start = goesRight ? from.right : from.left;
    const end = goesRight ? to.left : to.right;
    const parcel = document.createElement("span");
    parcel.className = "parcel";
    parcel.setAttribute("aria-hidden", "true");
    document.body.append(parcel);
    const y = from.top + from.height / 2;
    const at = (x, lift) => `translate(${x}px, ${y - lift}px)`;
    const flight = parcel.animate(
      [
        { transform: `${at(start, 0)} scale(.4)`, opacity: 0 },
        { transform: `${at(start + (end - start) * 0.15, 3)} scale(1)`, opacity: 1, offset: 0.2 },
        { transform: `${at(start + (end - start) * 0.85, 3)} scale(1)`, opacity: 1, offset: 0.8 },
        { transform: `${at(end, 0)} scale(.4)`, opacity: 0 },
      ],
      { duration: 900, easing: "cubic-bezier(.45,.05,.35,1)" },
    );
    flight.onfinish = () => parcel.remove();
  }
}
