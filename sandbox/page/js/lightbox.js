// One picture or film over the whole page; arrows walk through its album.
import { button, h } from "./dom.js";
import { icon } from "./icons.js";
import { pictureOf } from "./media.js";

export function openLightbox(phone, message) {
  const unit = phone.threadOf(message).unitOf(message).filter((part) => pictureOf(part));
  let at = Math.max(0, unit.findIndex((part) => part.message_id === message.message_id));
  const stage = h("figure", { class: "lightbox-stage" });
  const box = h("dialog", { class: "lightbox", "aria-label": phone.t("photo") }, stage, button("lightbox-close", phone.t("close"), { onclick: () => box.close() }, icon("close")));
  const show = () => {
    const part = unit[at];
    const picture = pictureOf(part);
    const media = picture.isStill
      ? h("img", { src: picture.url, alt: part.caption || "" })
      : h("video", { src: picture.url, controls: true, autoplay: true, loop: picture.kind === "gif" });
    stage.replaceChildren(media);
    if (part.caption) stage.append(h("figcaption", { dir: "auto" }, part.caption));
    if (unit.length > 1) stage.append(h("span", { class: "lightbox-count" }, `${at + 1} / ${unit.length}`));
  };
  const step = (by) => {
    at = (at + by + unit.length) % unit.length;
    show();
  };
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowRight") step(1);
    if (event.key === "ArrowLeft") step(-1);
  });
  box.addEventListener("click", (event) => {
    if (event.target.closest(".lightbox-close, video")) return;
    if (unit.length > 1 && event.target.closest("img")) step(1);
    else box.close();
  });
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  show();
  box.showModal();
}
