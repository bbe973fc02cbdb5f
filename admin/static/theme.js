// Light or dark: what was chosen, kept in a cookie so that the page comes in the right colour.
const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
const path = root.dataset.root || "/";

for (const knob of document.querySelectorAll("[data-theme-knob]")) {
  knob.addEventListener("click", () => {
    const shown = root.dataset.theme || (system.matches ? "dark" : "light");
    const wanted = shown === "dark" ? "light" : "dark";
    root.dataset.theme = wanted;
    document.cookie = `mc_theme=${wanted}; path=${path}; max-age=31536000; samesite=lax`;
  });
}
