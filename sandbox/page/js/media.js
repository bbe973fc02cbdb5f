// Pictures, films and sound inside a bubble.
import { h, hash } from "./dom.js";
import { icon } from "./icons.js";
import { openLightbox } from "./lightbox.js";
import { duration } from "./times.js";

/** Videos and photos share one shape here: {kind, url, width, height, hasSpoiler, seconds}. Null for anything else. */
export function pictureOf(message) {
  if (message.photo?.length) {
    const size = message.photo[message.photo.length - 1];
    return { kind: "photo", isStill: true, isLive: Boolean(message.live_photo), ...fit(size), url: size.url, hasSpoiler: message.has_media_spoiler };
  }
  const film = message.video || message.animation;
  if (!film) return null;
  return { kind: message.video ? "video" : "gif", isStill: film.mime_type?.startsWith("image/"), ...fit(film), url: film.url, hasSpoiler: message.has_media_spoiler, seconds: film.duration };
}

const fit = ({ width, height }) => ({ width: width || 320, height: height || 240 });

export function pictureTile(message, phone, isAlone) {
  const picture = pictureOf(message);
  const ratio = Math.min(2.2, Math.max(0.62, picture.width / picture.height));
  const label = phone.t(picture.kind);
  const media = picture.isStill
    ? h("img", { src: picture.url, alt: message.caption || label, loading: "lazy", draggable: "false" })
    : h("video", { src: picture.url, muted: true, loop: picture.kind === "gif", playsinline: true, preload: "metadata", autoplay: picture.kind === "gif" });
  media.muted = true;
  const tile = h("button", { type: "button", class: "tile", "aria-label": label, data: { testid: picture.kind }, vars: { "--ratio": isAlone ? ratio : 1 } }, media);
  if (picture.kind === "video") tile.append(h("span", { class: "tile-play" }, icon("play")), h("span", { class: "tile-length" }, duration(picture.seconds)));
  if (picture.isLive) tile.append(h("span", { class: "tile-length" }, icon("live", "is-small"), "LIVE"));
  if (picture.kind === "gif") tile.append(h("span", { class: "tile-length" }, "GIF"));
  if (picture.hasSpoiler) tile.classList.add("is-veiled");
  media.addEventListener("error", () => tile.classList.add("is-broken"));
  tile.addEventListener("click", () => {
    if (tile.classList.contains("is-veiled")) tile.classList.remove("is-veiled");
    else openLightbox(phone, message);
  });
  return tile;
}

export function album(messages, phone) {
  const tiles = messages.map((message) => {
    const tile = pictureTile(message, phone, messages.length === 1);
    tile.dataset.messageId = message.message_id;
    return tile;
  });
  return h("div", { class: "album", data: { count: Math.min(tiles.length, 10), testid: "album" } }, tiles);
}

function player(url, toggle, onTime) {
  let sound = null;
  const start = () => {
    sound = new Audio(url);
    sound.addEventListener("timeupdate", () => onTime(sound.currentTime / (sound.duration || 1), sound.currentTime));
    for (const name of ["play", "pause", "ended"]) {
      sound.addEventListener(name, () => toggle.replaceChildren(icon(sound.paused || sound.ended ? "play" : "pause")));
    }
    sound.addEventListener("ended", () => onTime(0, 0));
  };
  toggle.addEventListener("click", () => {
    if (!url) return;
    if (!sound) start();
    if (sound.paused) sound.play().catch(() => toggle.classList.add("is-broken"));
    else sound.pause();
  });
}

function playButton(label) {
  return h("button", { type: "button", class: "play", "aria-label": label }, icon("play"));
}

const BARS = 34;

export function voiceBar({ voice }, phone) {
  const seed = hash(voice.file_unique_id || voice.file_id || "voice");
  const bars = Array.from({ length: BARS }, (_, at) => {
    const swell = Math.sin((at / BARS) * Math.PI) * 0.55 + 0.25;
    const noise = (hash(`${seed}.${at}`) % 100) / 100;
    return h("i", { vars: { "--level": Math.min(1, swell * 0.5 + noise * 0.6).toFixed(2) } });
  });
  const toggle = playButton(phone.t("voice"));
  const length = h("span", { class: "card-note" }, duration(voice.duration));
  player(voice.url, toggle, (share, seconds) => {
    bars.forEach((bar, at) => bar.classList.toggle("is-past", at / BARS < share));
    length.textContent = duration(seconds || voice.duration);
  });
  return h("div", { class: "voice", dir: "ltr", data: { testid: "voice" } }, toggle, h("div", { class: "voice-body" }, h("div", { class: "wave" }, bars), length));
}

export function audioBar({ audio }, phone) {
  const toggle = playButton(phone.t("audio"));
  const note = h("span", { class: "card-note" }, [audio.performer, duration(audio.duration)].filter(Boolean).join(" · "));
  player(audio.url, toggle, (share, seconds) => {
    note.textContent = seconds ? duration(seconds) : duration(audio.duration);
  });
  return h("div", { class: "card" }, toggle, h("div", { class: "card-text" }, h("strong", { dir: "auto" }, audio.title || audio.file_name || phone.t("audio")), note));
}

export function roundVideo({ video_note: note }, phone) {
  const film = h("video", { src: note.url, playsinline: true, preload: "metadata", "aria-label": phone.t("round") });
  const disc = h("button", { type: "button", class: "round", "aria-label": phone.t("round") }, film, h("span", { class: "tile-play" }, icon("play")), h("span", { class: "tile-length" }, duration(note.duration)));
  for (const name of ["play", "pause", "ended"]) film.addEventListener(name, () => disc.classList.toggle("is-playing", !film.paused && !film.ended));
  disc.addEventListener("click", () => (film.paused ? film.play().catch(() => {}) : film.pause()));
  return disc;
}

export function stickerPicture({ sticker }, phone) {
  if (!sticker.url || sticker.is_animated) return h("span", { class: "sticker-emoji", role: "img" }, sticker.emoji || "🏷️");
  if (sticker.is_video) return h("video", { class: "sticker", src: sticker.url, muted: true, loop: true, autoplay: true, playsinline: true });
  const picture = h("img", { class: "sticker", src: sticker.url, alt: sticker.emoji || phone.t("sticker"), loading: "lazy" });
  picture.addEventListener("error", () => picture.replaceWith(h("span", { class: "sticker-emoji" }, sticker.emoji || "🏷️")), { once: true });
  return picture;
}
