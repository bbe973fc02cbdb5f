// A live location that goes somewhere: a step of some 150 metres every few seconds, for as long as the page is open.
import { api } from "./api.js";

const STEPS = 40;
const EVERY_MS = 4000;
const STEP_DEGREES = 0.0014;

export function walk(phone, message) {
  let { latitude, longitude } = message.location;
  let heading = Math.random() * Math.PI * 2;
  let left = STEPS;
  const timer = setInterval(async () => {
    left -= 1;
    heading += (Math.random() - 0.5) * 0.8;
    latitude += Math.sin(heading) * STEP_DEGREES;
    longitude += Math.cos(heading) * STEP_DEGREES;
    const isThere = phone.threadOf(message).messages.has(message.message_id);
    if (!left || !isThere) return clearInterval(timer);
    await api.edit(phone.person.id, { chat_key: message.chat_key, message_id: message.message_id, latitude, longitude }).catch(() => clearInterval(timer));
  }, EVERY_MS);
}
