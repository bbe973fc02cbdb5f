// A finger that rests: what a right click is to a mouse.

const RESTS_MS = 480;
const STRAYS_PX = 10;

export function onLongTouch(element, act) {
  let timer = 0;
  let start = null;
  const stop = () => clearTimeout(timer);
  element.addEventListener("pointerdown", (event) => {
    stop();
    if (event.pointerType !== "touch") return;
    start = event;
    timer = setTimeout(() => act(event), RESTS_MS);
  });
  element.addEventListener("pointermove", (event) => {
    if (start && Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) > STRAYS_PX) stop();
  });
  for (const name of ["pointerup", "pointercancel"]) element.addEventListener(name, stop);
  element.addEventListener("scroll", stop, { passive: true });
}
