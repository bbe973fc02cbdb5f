// A made-up map tile: streets, blocks, a park, a river, drawn from the coordinates alone, so that the same place always
// looks the same and a live location visibly moves. It asks nobody for pictures.
import { h, s } from "./dom.js";
import { icon } from "./icons.js";

const WIDTH = 280;
const HEIGHT = 150;
const BLOCK = 46;
const PIXELS_A_DEGREE = 22000;

function chance(i, j, salt) {
  const sum = Math.sin(i * 127.1 + j * 311.7 + salt * 74.7) * 43758.5453;
  return sum - Math.floor(sum);
}

function streets(x, y) {
  const shapes = [];
  const firstColumn = Math.floor((x - WIDTH) / BLOCK);
  const firstRow = Math.floor((y - HEIGHT) / BLOCK);
  const edgeX = (i) => i * BLOCK + chance(i, 0, 1) * 18 - x + WIDTH / 2;
  const edgeY = (j) => j * BLOCK + chance(0, j, 2) * 18 - y + HEIGHT / 2;
  for (let i = firstColumn; i < firstColumn + 16; i += 1) {
    for (let j = firstRow; j < firstRow + 12; j += 1) {
      const kind = chance(i, j, 3);
      const name = kind > 0.9 ? "map-park" : kind > 0.55 ? "map-block" : kind < 0.06 ? "map-square" : null;
      if (!name) continue;
      const box = { x: edgeX(i) + 3, y: edgeY(j) + 3, width: edgeX(i + 1) - edgeX(i) - 6, height: edgeY(j + 1) - edgeY(j) - 6 };
      shapes.push(s("rect", { class: name, rx: 3, ...rounded(box) }));
    }
  }
  for (let i = firstColumn; i < firstColumn + 16; i += 1) {
    const name = i % 4 === 0 ? "map-avenue" : "map-street";
    shapes.push(s("path", { class: name, d: `M${edgeX(i).toFixed(1)} -20V${HEIGHT + 20}` }));
  }
  for (let j = firstRow; j < firstRow + 12; j += 1) {
    const name = j % 3 === 0 ? "map-avenue" : "map-street";
    shapes.push(s("path", { class: name, d: `M-20 ${edgeY(j).toFixed(1)}H${WIDTH + 20}` }));
  }
  return shapes;
}

const rounded = (box) => Object.fromEntries(Object.entries(box).map(([key, value]) => [key, Math.max(0, value).toFixed(1)]));

function wave(x, y, offset, length, height) {
  const points = [];
  for (let at = -20; at <= WIDTH + 20; at += 20) {
    const world = x - WIDTH / 2 + at;
    const level = Math.round(y / 420) * 420 + offset + Math.sin(world / length) * height + Math.sin(world / (length * 0.37)) * height * 0.3;
    points.push(`${points.length ? "L" : "M"}${at} ${(level - y + HEIGHT / 2).toFixed(1)}`);
  }
  return points.join("");
}

export function mapPicture(latitude, longitude) {
  const x = longitude * PIXELS_A_DEGREE * Math.cos((latitude * Math.PI) / 180);
  const y = -latitude * PIXELS_A_DEGREE;
  return s(
    "svg",
    { class: "map-picture", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "xMidYMid slice", "aria-hidden": "true" },
    s("rect", { class: "map-land", width: WIDTH, height: HEIGHT }),
    s("g", { transform: `rotate(-14 ${WIDTH / 2} ${HEIGHT / 2})` }, s("g", { transform: `translate(-14 -7.5) scale(1.1)` }, streets(x, y))),
    s("path", { class: "map-river", d: wave(x, y, 74, 160, 26) }),
    s("path", { class: "map-road-edge", d: wave(x, y, -52, 210, 34) }),
    s("path", { class: "map-road", d: wave(x, y, -52, 210, 34) }),
  );
}

export function coordinates(latitude, longitude) {
  const side = (value, plus, minus) => `${Math.abs(value).toFixed(4)}° ${value < 0 ? minus : plus}`;
  return `${side(latitude, "N", "S")}, ${side(longitude, "E", "W")}`;
}

export function mapTile({ latitude, longitude }, isLive) {
  const pin = isLive ? h("span", { class: "map-dot" }) : h("span", { class: "map-pin" }, icon("place"));
  return h("div", { class: isLive ? "map is-live" : "map", role: "img", "aria-label": coordinates(latitude, longitude) },
    mapPicture(latitude, longitude), pin);
}
