// Asking who a new person is, or who they are from now on; and asking twice before something goes away.
import { h } from "./dom.js";
import { COLOURS, LANGUAGES, homeOf } from "./languages.js";

/** Changes a person. `act(values)` may refuse; its words are shown in the dialog. */
export function askToChange(person, act) {
  ask("Edit person", "Save", person, act);
}

/** A new person, offered a language and a colour that nobody here has yet. */
export function askForNew(people, act) {
  const isFree = (name) => (value) => !people.some((person) => person[name] === value);
  const language = LANGUAGES.find(isFree("language_code")) || LANGUAGES[0];
  const color = COLOURS.find(isFree("color")) || COLOURS[0];
  ask("Add a person", "Add", { first_name: homeOf(language).names[0], language_code: language, color }, act);
}

const WISHES = [["forbids_voice", "Takes no voice or video messages"], ["hides_forwards", "Forwards do not lead here"]];

function ask(title, word, person, act) {
  const first = h("input", { name: "first_name", required: true, maxlength: 64, value: person.first_name, dir: "auto", autocomplete: "off", data: { testid: "first-name" } });
  const last = h("input", { name: "last_name", maxlength: 64, value: person.last_name, dir: "auto", autocomplete: "off", data: { testid: "last-name" } });
  const language = h("select", { name: "language_code", data: { testid: "new-language" } },
    LANGUAGES.map((code) => h("option", { value: code, selected: code === person.language_code }, `${homeOf(code).label} · ${homeOf(code).airport}`)));
  const names = h("div", { class: "name-chips" });
  const suggest = () => names.replaceChildren(...homeOf(language.value).names.map((name) =>
    h("button", { type: "button", class: "chip", lang: language.value, onclick: () => { first.value = name; first.focus(); } }, name)));
  language.addEventListener("change", () => {
    const isSuggested = LANGUAGES.some((code) => homeOf(code).names.includes(first.value));
    if (isSuggested) first.value = homeOf(language.value).names[0];
    suggest();
  });
  suggest();
  const chosen = person.color;
  const palette = COLOURS.includes(chosen) ? COLOURS : [chosen, ...COLOURS];
  const colours = h("div", { class: "colours", role: "radiogroup", "aria-label": "Colour" }, palette.map((colour) =>
    h("input", { type: "radio", name: "color", value: colour, checked: colour === chosen, "aria-label": colour, vars: { "--swatch": colour } })));
  const wishes = WISHES.map(([name, label]) => h("label", { class: "switch" }, h("input", { type: "checkbox", name, checked: Boolean(person[name]), data: { testid: `wish-${name}` } }), label));
  const wished = () => Object.fromEntries(wishes.map((wish) => [wish.firstChild.name, wish.firstChild.checked]));
  const values = () => ({ ...wished(), first_name: first.value.trim(), last_name: last.value.trim() || null, language_code: language.value, color: colours.querySelector(":checked").value });
  openDialog(title, word, [
    field("Language", language), field("First name", first), names, field("Last name, if any", last), h("div", { class: "field" }, h("span", {}, "Colour"), colours),
    h("div", { class: "field" }, h("span", {}, "Privacy"), wishes),
  ], () => act(values()));
  first.focus();
  first.select();
}

export function confirmThat(question, note, word, act) {
  openDialog(question, word, [h("p", { class: "dialog-note" }, note)], act, true);
}

function field(label, input) {
  return h("label", { class: "field" }, h("span", {}, label), input);
}

function openDialog(title, word, content, act, isDanger = false) {
  const refusal = h("p", { class: "refusal", role: "alert", hidden: true });
  const form = h("form", { method: "dialog" }, h("h2", {}, title), content, refusal,
    h("div", { class: "dialog-actions" }, h("button", { type: "button", class: "tool", onclick: () => dialog.close() }, "Cancel"),
      h("button", { type: "submit", class: isDanger ? "tool is-danger" : "tool is-main", data: { testid: "dialog-ok" } }, word)));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await act();
      dialog.close();
    } catch (error) {
      refusal.hidden = false;
      refusal.textContent = error.message;
    }
  });
  const dialog = h("dialog", { class: "dialog", "aria-label": title, data: { testid: "dialog" }, onclose: () => dialog.remove() }, form);
  document.body.append(dialog);
  dialog.showModal();
}
