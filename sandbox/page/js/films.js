// Made-up films: a thing on a table that sways, recorded from a canvas, so that nobody has to lend the sandbox a camera.
import { scene } from "./samples.js";

const SIDE = 320;
const FRAMES_PER_SECOND = 25;
export const FILM_SECONDS = 2;
const TYPES = ["video/mp4", "video/webm;codecs=vp8", "video/webm"];

/** What a sender says of the film. */
export const FILM_FACTS = { width: SIDE, height: SIDE, length: SIDE, duration: FILM_SECONDS };

export function canFilm() {
  return typeof MediaRecorder === "function" && TYPES.some((type) => MediaRecorder.isTypeSupported(type));
}

/** A square film of `FILM_SECONDS`; it takes as long to make. */
export async function sampleFilm(name) {
  const thing = scene(name, 0.6);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIDE;
  const pen = canvas.getContext("2d");
  const type = TYPES.find((one) => MediaRecorder.isTypeSupported(one));
  const recorder = new MediaRecorder(canvas.captureStream(FRAMES_PER_SECOND), { mimeType: type, videoBitsPerSecond: 900_000 });
  const parts = [];
  recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
  const stopped = new Promise((resolve) => {
    recorder.addEventListener("stop", resolve, { once: true });
  });
  const begun = performance.now();
  const timer = setInterval(() => draw(pen, thing, (performance.now() - begun) / 1000), 1000 / FRAMES_PER_SECOND);
  draw(pen, thing, 0);
  recorder.start();
  setTimeout(() => recorder.stop(), FILM_SECONDS * 1000);
  await stopped;
  clearInterval(timer);
  const plain = type.split(";")[0];
  return new File(parts, `${name}.${plain.split("/")[1]}`, { type: plain });
}

function draw(pen, thing, seconds) {
  const turn = Math.sin((seconds / FILM_SECONDS) * 2 * Math.PI);
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.clearRect(0, 0, SIDE, SIDE);
  pen.translate(SIDE / 2, SIDE / 2);
  pen.rotate(turn * 0.05);
  pen.scale(1 + 0.06 * Math.abs(turn), 1 + 0.06 * Math.abs(turn));
  pen.drawImage(thing, -thing.width / 2 - 6, -thing.height / 2 - 20);
}
