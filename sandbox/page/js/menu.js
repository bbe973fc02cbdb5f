// Small menus, toasts, alerts and sheets, all inside one phone's screen.
import { button, h } from "./dom.js";
import { icon } from "./icons.js";

const TOAST_MS = 3200;

/** `items`: {label, icon, act, isDanger} or null for nothing; `at`: {x, y} in page pixels, or an element to stand beside. */
export function openMenu(layer, at, items, head = null) {
  const before = document.activeElement;
  const entries = items.filter(Boolean).map((item) =>
    h("button", { type: "button", role: "menuitem", class: item.isDanger ? "menu-item is-danger" : "menu-item", data: { testid: item.testid }, onclick: () => { close(); item.act(); } },
      item.icon ? icon(item.icon) : null, h("span", { dir: "auto" }, item.label), item.note ? h("span", { class: "menu-note" }, item.note) : null));
  const menu = h("div", { class: "menu", role: "menu" }, head, entries);
  const veil = h("div", { class: "veil", onclick: () => close(), oncontextmenu: (event) => { event.preventDefault(); close(); } });
  const close = () => {
    menu.remove();
    veil.remove();
    before?.focus?.({ preventScroll: true });
  };
  menu.addEventListener("keydown", (event) => moveFocus(event, menu, close));
  layer.append(veil, menu);
  place(layer, menu, at);
  menu.querySelector("button")?.focus({ preventScroll: true });
  return close;
}

function moveFocus(event, menu, close) {
  const all = [...menu.querySelectorAll("button")];
  const here = all.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    all[(here + step + all.length) % all.length].focus();
  }
  if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    event.stopPropagation();
    close();
  }
}

function place(layer, menu, at) {
  const frame = layer.getBoundingClientRect();
  const scale = frame.width / layer.offsetWidth || 1;
  const anchor = at instanceof Element ? at.getBoundingClientRect() : { left: at.x, right: at.x, top: at.y, bottom: at.y };
  const isRight = anchor.left + (anchor.right - anchor.left) / 2 > frame.left + frame.width / 2;
  const x = (isRight ? anchor.right - frame.left : anchor.left - frame.left) / scale - (isRight ? menu.offsetWidth : 0);
  const below = (anchor.bottom - frame.top) / scale + 4;
  const above = (anchor.top - frame.top) / scale - menu.offsetHeight - 4;
  const y = below + menu.offsetHeight < layer.offsetHeight - 8 || above < 8 ? below : above;
  menu.style.left = `${Math.max(8, Math.min(x, layer.offsetWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(y, layer.offsetHeight - menu.offsetHeight - 8))}px`;
}

export function toast(layer, text) {
  const slip = h("div", { class: "toast", role: "status", dir: "auto", data: { testid: "toast" } }, text);
  layer.querySelectorAll(".toast").forEach((old) => old.remove());
  layer.append(slip);
  setTimeout(() => slip.classList.add("is-leaving"), TOAST_MS);
  setTimeout(() => slip.remove(), TOAST_MS + 300);
}

export function alertBox(layer, title, text, okay) {
  const before = document.activeElement;
  const close = () => {
    box.remove();
    before?.focus?.({ preventScroll: true });
  };
  const ok = h("button", { type: "button", class: "alert-ok", onclick: close, data: { testid: "alert-ok" } }, okay);
  const box = h("div", { class: "alert-veil", onkeydown: (event) => event.key === "Escape" && close() },
    h("div", { class: "alert", role: "alertdialog", "aria-label": title, data: { testid: "alert" } },
      h("strong", { dir: "auto" }, title), h("p", { dir: "auto" }, text), ok));
  layer.append(box);
  ok.focus({ preventScroll: true });
}

/** A panel that rises from the bottom of the screen. Returns its closing function. */
export function openSheet(layer, title, content, closeLabel) {
  const before = document.activeElement;
  const close = () => {
    sheet.remove();
    veil.remove();
    before?.focus?.({ preventScroll: true });
  };
  const veil = h("div", { class: "veil is-dim", onclick: close });
  const closer = button("round-button", closeLabel, { onclick: close }, icon("close"));
  const sheet = h("section", { class: "sheet", role: "dialog", "aria-label": title, onkeydown: (event) => event.key === "Escape" && close() },
    h("header", { class: "sheet-head" }, h("strong", {}, title), closer), h("div", { class: "sheet-body" }, content));
  layer.append(veil, sheet);
  closer.focus({ preventScroll: true });
  return close;
}
