// What a person can send besides text: own files, made-up pictures, places, a voice, a card, a die.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { CITIES } from "./languages.js";
import { coordinates } from "./map.js";
import { openMenu, openSheet } from "./menu.js";
import { SAMPLES, sampleFile, scene } from "./samples.js";
import { walk } from "./walk.js";
import { SAMPLE_SECONDS, sampleVoice } from "./voice.js";

export function openAttachments(phone, anchor) {
  const { t } = phone;
  const pick = (options, act) => () => pickFiles(options, act);
  openMenu(phone.layer, anchor, [
    { icon: "photo", label: t("choose"), testid: "attach-photo", act: pick({ accept: "image/*", multiple: true }, (files) => sendPictures(phone, files)) },
    { icon: "smile", label: t("samples"), testid: "attach-samples", act: () => openSamples(phone) },
    { icon: "file", label: t("file"), testid: "attach-file", act: pick({}, (files) => sendFile(phone, "document", files[0])) },
    { icon: "place", label: t("place"), testid: "attach-location", act: () => openPlaces(phone, "place", (place) => phone.send({ kind: "location", ...place })) },
    { icon: "live", label: t("live"), testid: "attach-live", act: () => openPlaces(phone, "live", (place) => sendLive(phone, place)) },
    { icon: "mic", label: t("voice"), testid: "attach-voice", act: () => sendFile(phone, "voice", sampleVoice(), { duration: SAMPLE_SECONDS }) },
    { icon: "contact", label: t("contact"), testid: "attach-contact", act: () => phone.send({ kind: "contact" }) },
    { icon: "dice", label: t("dice"), testid: "attach-dice", act: () => phone.send({ kind: "dice" }) },
  ]);
}

function pickFiles({ accept, multiple }, act) {
  const input = h("input", { type: "file", accept, multiple });
  input.addEventListener("change", () => input.files.length && act([...input.files]));
  input.click();
}

export function sendFile(phone, kind, file, facts = {}) {
  return phone.send({ kind, files: ["file"], ...facts }, { file });
}

/** One picture is a photo, more are an album; what is no picture goes as a file. */
export function sendPictures(phone, files, caption = phone.takeCaption()) {
  const pictures = files.filter((file) => file.type.startsWith("image/")).slice(0, 10);
  for (const file of files.filter((other) => !other.type.startsWith("image/"))) sendFile(phone, "document", file);
  if (!pictures.length) return;
  const blobs = Object.fromEntries(pictures.map((file, at) => [`file${at}`, file]));
  phone.send({ kind: pictures.length > 1 ? "album" : "photo", files: Object.keys(blobs), ...caption }, blobs);
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
