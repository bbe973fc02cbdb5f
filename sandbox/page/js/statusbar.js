// The signs at the right of a phone's status bar: signal, battery. Decoration, and nothing but.
import { s } from "./dom.js";

export function statusSigns() {
  const bars = [0, 1, 2, 3].map((at) => s("rect", { x: at * 5, y: 9 - at * 3, width: 3, height: 3 + at * 3, rx: 1 }));
  return s("svg", { class: "status-signs", viewBox: "0 0 52 12", "aria-hidden": "true" }, bars,
    s("rect", { class: "battery-case", x: 26.5, y: 0.5, width: 21, height: 11, rx: 3.5 }),
    s("rect", { x: 28.5, y: 2.5, width: 14, height: 7, rx: 1.8 }), s("rect", { x: 49, y: 4, width: 1.8, height: 4, rx: 0.9 }));
}
