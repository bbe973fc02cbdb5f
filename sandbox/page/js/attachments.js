// What a person can send besides text: own files, made-up pictures, places, a voice, a card, a die.
import { h } from "./dom.js";
import { FILM_FACTS, canFilm, sampleFilm } from "./films.js";
import { icon } from "./icons.js";
import { CITIES } from "./languages.js";
import { coordinates } from "./map.js";
import { openMenu, openSheet } from "./menu.js";
import { nameOf } from "./summary.js";
import { SAMPLES, sampleFile, scene } from "./samples.js";
import { walk } from "./walk.js";
import { SAMPLE_SECONDS, sampleVoice } from "./voice.js";

export function openAttachments(phone, anchor) {
  const { t } = phone;
  const pick = (options, act) => () => pickFiles(options, act);
  openMenu(phone.layer, anchor, [
    { icon: "photo", label: t("choose"), testid: "attach-photo", act: pick({ accept: "image/*,video/*", multiple: true }, (files) => sendPictures(phone, files)) },
    { icon: "smile", label: t("samples"), testid: "attach-samples", act: () => openSamples(phone) },
    canFilm() ? { icon: "film", label: t("films"), testid: "attach-films", act: () => openFilms(phone) } : null,
    { icon: "file", label: t("file"), testid: "attach-file", act: pick({}, (files) => sendFile(phone, "document", files[0])) },
    { icon: "place", label: t("place"), testid: "attach-location", act: () => openPlaces(phone, "place", (place) => phone.send({ kind: "location", ...place })) },
    { icon: "live", label: t("live"), testid: "attach-live", act: () => openPlaces(phone, "live", (place) => sendLive(phone, place)) },
    { icon: "mic", label: t("voice"), testid: "attach-voice", act: () => sendFile(phone, "voice", sampleVoice(), { duration: SAMPLE_SECONDS }) },
    { icon: "sticker", label: t("sticker"), testid: "attach-sticker", act: async () => sendFile(phone, "sticker", await sampleFile("gift"), { emoji: "🎁", set_name: "sandbox_things" }) },
    { icon: "contact", label: t("contact"), testid: "attach-contact", act: () => openCards(phone) },
    { icon: "dice", label: t("dice"), testid: "attach-dice", act: () => phone.send({ kind: "dice" }) },
  ]);
}

export function pickFiles({ accept, multiple }, act) {
  const input = h("input", { type: "file", accept, multiple });
  input.addEventListener("change", () => input.files.length && act([...input.files]));
  input.click();
}

export function sendFile(phone, kind, file, facts = {}) {
  return phone.send({ kind, files: ["file"], ...facts }, { file });
}

/** One picture is a photo, one film a video, more of both an album; anything else goes as a file. */
export function sendPictures(phone, files, caption = phone.takeCaption()) {
  const isShown = (file) => /^(image|video)\//.test(file.type);
  const pictures = files.filter(isShown).slice(0, 10);
  for (const file of files.filter((other) => !isShown(other))) sendFile(phone, "document", file);
  if (!pictures.length) return;
  const alone = pictures[0].type.startsWith("video/") ? "video" : "photo";
  const blobs = Object.fromEntries(pictures.map((file, at) => [`file${at}`, file]));
  phone.send({ kind: pictures.length > 1 ? "album" : alone, files: Object.keys(blobs), ...caption }, blobs);
}

function openSamples(phone) {
  const chosen = new Set();
  const send = h("button", { type: "button", class: "wide-button", disabled: true, data: { testid: "send-samples" } }, phone.t("send"));
  const swatches = SAMPLES.map((name) => {
    const swatch = h("button", { type: "button", class: "swatch", "aria-pressed": "false", "aria-label": name, data: { testid: `sample-${name}` } }, scene(name, 0.25), icon("check"));
    swatch.addEventListener("click", () => {
      if (!chosen.delete(name)) chosen.add(name);
      swatch.setAttribute("aria-pressed", String(chosen.has(name)));
      send.disabled = !chosen.size;
      send.textContent = `${phone.t("send")} · ${phone.t(chosen.size > 1 ? "album" : "photo")}`;
    });
    return swatch;
  });
  send.addEventListener("click", async () => {
    close();
    const caption = phone.takeCaption();
    sendPictures(phone, await Promise.all([...chosen].map(sampleFile)), caption);
  });
  const close = openSheet(phone.layer, phone.t("samples"), [h("div", { class: "swatches" }, swatches), send], phone.t("close"));
}

const FILMS = [["film", "video", "video"], ["photo", "gif", "animation"], ["live", "round", "video_note"], ["photo", "livePhoto", "live_photo"], ["photo", "album", "album"]];

/** Films are recorded while one waits: the same one as a video, without sound, round, as a live photo, beside a picture. */
function openFilms(phone) {
  const rows = FILMS.map(([sign, word, kind]) => {
    const choose = async () => {
      close();
      phone.toast("…");
      const [film, still] = await Promise.all([sampleFilm("lamp"), sampleFile("lamp")]);
      const item = { part: "film", ...FILM_FACTS };
      if (kind === "album") phone.send({ kind, files: [{ part: "still", media: "photo" }, { ...item, media: "video" }] }, { film, still });
      else if (kind === "live_photo") phone.send({ kind, files: [{ ...item, still: "still" }] }, { film, still });
      else phone.send({ kind, files: [item] }, { film });
    };
    return h("button", { type: "button", class: "sheet-row", onclick: choose, data: { testid: `film-${kind}` } }, icon(sign), h("span", {}, phone.t(word)));
  });
  const close = openSheet(phone.layer, phone.t("films"), rows, phone.t("close"));
}

/** One's own card, or that of anybody else who has a phone here. */
function openCards(phone) {
  const everybody = [phone.person, ...[...phone.store.people.values()].filter((other) => other.id !== phone.person.id)];
  const rows = everybody.map((person) => {
    const choose = () => {
      close();
      phone.send({ kind: "contact", person_id: person.id });
    };
    const isOwn = person === phone.person;
    return h("button", { type: "button", class: "sheet-row", onclick: choose, data: { testid: isOwn ? "card-own" : "card-other" } }, icon("contact"), h("span", { dir: "auto" }, nameOf(person)),
      isOwn ? h("span", { class: "menu-note" }, phone.t("you")) : null);
  });
  const close = openSheet(phone.layer, phone.t("contact"), rows, phone.t("close"));
}

/** A sheet of cities; `act({latitude, longitude})` gets the one that was chosen. */
export function openPlaces(phone, word, act) {
  const rows = CITIES.map(([name, latitude, longitude]) => {
    const choose = () => {
      close();
      act({ latitude, longitude });
    };
    return h("button", { type: "button", class: "sheet-row", onclick: choose, data: { testid: `city-${name}` } }, icon(word), h("span", {}, name),
      h("span", { class: "menu-note", dir: "ltr" }, coordinates(latitude, longitude)));
  });
  const close = openSheet(phone.layer, phone.t(word), rows, phone.t("close"));
}

async function sendLive(phone, place) {
  const sent = await phone.send({ kind: "live_location", ...place, live_period: 900 });
  if (sent) walk(phone, sent[0]);
}
