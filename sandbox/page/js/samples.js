// Made-up photographs of things people send: drawn here, so that a visitor need not have a picture at hand.

const WIDTH = 960;
const HEIGHT = 720;

const SCENES = {
  parcel: ["#f3e3cb", "#c9a77c", parcel],
  suitcase: ["#cfe3e6", "#8fb3b5", suitcase],
  books: ["#e6dcef", "#a894bd", books],
  letter: ["#dbe7d4", "#a3bd93", letter],
  gift: ["#f7d9d5", "#cf9a92", gift],
  lamp: ["#d8dfee", "#94a3c4", lamp],
};

export const SAMPLES = Object.keys(SCENES);

/** A canvas with the scene on it; `scale` 1 is 960 by 720. */
export function scene(name, scale = 1) {
  const [wall, table, thing] = SCENES[name];
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH * scale;
  canvas.height = HEIGHT * scale;
  const pen = canvas.getContext("2d");
  pen.scale(scale, scale);
  pen.lineJoin = "round";
  const light = pen.createRadialGradient(300, 120, 60, 420, 320, 900);
  light.addColorStop(0, "#ffffff");
  light.addColorStop(0.35, wall);
  light.addColorStop(1, table);
  pen.fillStyle = light;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  shape(pen, table, [[0, 500], [WIDTH, 470], [WIDTH, HEIGHT], [0, HEIGHT]]);
  pen.fillStyle = "rgb(40 25 15 / .2)";
  pen.beginPath();
  pen.ellipse(500, 590, 310, 44, -0.03, 0, Math.PI * 2);
  pen.fill();
  thing(pen);
  return canvas;
}

export function sampleFile(name) {
  return new Promise((resolve) => {
    scene(name).toBlob((blob) => resolve(new File([blob], `${name}.jpg`, { type: "image/jpeg" })), "image/jpeg", 0.86);
  });
}

function shape(pen, colour, points) {
  pen.fillStyle = colour;
  pen.beginPath();
  points.forEach(([x, y], at) => (at ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  pen.fill();
}

function slab(pen, colour, x, y, width, height, round) {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.roundRect(x, y, width, height, round);
  pen.fill();
}

function parcel(pen) {
  shape(pen, "#c8924f", [[240, 300], [520, 380], [520, 610], [240, 510]]);
  shape(pen, "#a97436", [[520, 380], [760, 290], [760, 500], [520, 610]]);
  shape(pen, "#dcab6b", [[240, 300], [480, 225], [760, 290], [520, 380]]);
  shape(pen, "#f1dcae", [[345, 267], [400, 250], [668, 325], [610, 346]]);
  shape(pen, "#e3c88f", [[610, 346], [668, 325], [668, 400], [610, 424]]);
  shape(pen, "#fbf7ec", [[275, 370], [385, 402], [385, 480], [275, 446]]);
  shape(pen, "#4b4036", [[290, 392], [360, 412], [360, 420], [290, 400]]);
  shape(pen, "#4b4036", [[290, 412], [340, 426], [340, 434], [290, 420]]);
}

function suitcase(pen) {
  pen.lineWidth = 18;
  pen.strokeStyle = "#39474a";
  pen.strokeRect(420, 130, 140, 120);
  slab(pen, "#d8663d", 290, 210, 400, 370, 44);
  for (let x = 350; x < 680; x += 75) slab(pen, "#bb5230", x, 230, 16, 330, 8);
  slab(pen, "#39474a", 330, 572, 60, 36, 14);
  slab(pen, "#39474a", 590, 572, 60, 36, 14);
  slab(pen, "#f6e4b8", 590, 300, 76, 50, 10);
}

function books(pen) {
  slab(pen, "#2f6f7d", 270, 520, 430, 78, 10);
  slab(pen, "#f7f1e3", 290, 534, 412, 50, 6);
  slab(pen, "#2f6f7d", 270, 584, 430, 14, 6);
  slab(pen, "#c6533c", 320, 440, 370, 76, 10);
  slab(pen, "#e9b44c", 290, 372, 380, 64, 10);
  slab(pen, "#55407c", 350, 296, 300, 72, 10);
  for (const [x, y] of [[380, 320], [330, 396], [360, 468]]) slab(pen, "rgb(255 255 255 / .65)", x, y, 110, 14, 7);
}

function letter(pen) {
  shape(pen, "#fffaf0", [[230, 290], [700, 250], [740, 540], [270, 590]]);
  shape(pen, "#eee3cf", [[230, 290], [700, 250], [500, 450]]);
  shape(pen, "#c3463c", [[470, 420], [510, 405], [545, 430], [535, 472], [490, 480], [462, 455]]);
  for (let at = 0; at < 10; at += 1) shape(pen, at % 2 ? "#c3463c" : "#35639c", [[270 + at * 47, 590 - at * 5], [294 + at * 47, 587 - at * 5], [288 + at * 47, 566 - at * 5], [264 + at * 47, 569 - at * 5]]);
}

function gift(pen) {
  slab(pen, "#2c8c84", 310, 340, 370, 250, 14);
  slab(pen, "#237069", 290, 290, 410, 76, 14);
  slab(pen, "#f3c65f", 465, 290, 60, 300, 0);
  pen.strokeStyle = "#f3c65f";
  pen.lineWidth = 26;
  pen.beginPath();
  pen.ellipse(435, 245, 62, 36, 0.5, 0, Math.PI * 2);
  pen.stroke();
  pen.beginPath();
  pen.ellipse(556, 245, 62, 36, -0.5, 0, Math.PI * 2);
  pen.stroke();
}

function lamp(pen) {
  slab(pen, "#37405a", 400, 566, 200, 30, 15);
  slab(pen, "#37405a", 490, 330, 20, 250, 8);
  shape(pen, "#f0b04a", [[420, 200], [580, 200], [650, 380], [350, 380]]);
  shape(pen, "rgb(255 240 200 / .55)", [[440, 210], [490, 210], [470, 370], [380, 370]]);
}
