// Builds elements. Every text reaches the page as a text node: nothing here, or anywhere else in the page, parses HTML.

const SVG = "http://www.w3.org/2000/svg";

function fill(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
  return element;
}

function dress(element, props) {
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "data") for (const [key, text] of known(value)) element.dataset[key] = text;
    else if (name === "vars") for (const [key, text] of known(value)) element.style.setProperty(key, text);
    else element.setAttribute(name, value === true ? "" : value);
  }
  return element;
}

const known = (values) => Object.entries(values).filter(([, value]) => value !== null && value !== undefined);

export function h(tag, props = {}, ...children) {
  return fill(dress(document.createElement(tag), props), children);
}

export function s(tag, props = {}, ...children) {
  return fill(dress(document.createElementNS(SVG, tag), props), children);
}

export function button(className, label, props = {}, ...children) {
  return h("button", { type: "button", class: className, "aria-label": label, title: label, ...props }, ...children);
}

export function replaceChildren(element, ...children) {
  element.replaceChildren();
  return fill(element, children);
}

/** A small steady number for a text, so that made-up waves and maps look the same every time. */
export function hash(text) {
  let sum = 2166136261;
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 16777619);
  return sum >>> 0;
}

export function debounce(wait, action) {
  let timer = 0;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...args), wait);
  };
}
