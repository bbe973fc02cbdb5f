// Light or dark: the address's ?theme= first, then what was chosen here before, then the system.
import { replaceChildren } from "./dom.js";
import { icon } from "./icons.js";

const asked = new URLSearchParams(location.search).get("theme");
const system = matchMedia("(prefers-color-scheme: dark)");
const knob = document.getElementById("theme");

function kept() {
  try {
    return localStorage.getItem("theme");
  } catch {
    return null;
  }
}

function show(theme) {
  document.documentElement.dataset.theme = theme;
  replaceChildren(knob, icon(theme === "dark" ? "sun" : "moon"));
  knob.title = theme === "dark" ? "Light" : "Dark";
}

function choose() {
  const theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  show(theme);
  try {
    localStorage.setItem("theme", theme);
  } catch {
    // A browser that keeps nothing forgets the choice with the page.
  }
}

const current = () => (["light", "dark"].includes(asked) ? asked : kept()) || (system.matches ? "dark" : "light");

show(current());
knob.addEventListener("click", choose);
system.addEventListener("change", () => show(current()));
