// Languages a person can have, each with a home for the phone's clock, and names to suggest. Facts only.

const HOMES = {
  en: ["English", "Europe/London", "LHR", ["Olivia", "Noah", "Amelia", "George"]],
  es: ["Español", "Europe/Madrid", "MAD", ["Lucía", "Mateo", "Carmen", "Diego"]],
  hi: ["हिन्दी", "Asia/Kolkata", "DEL", ["प्रिया", "अर्जुन", "आशा", "विक्रम"]],
  ar: ["العربية", "Asia/Dubai", "DXB", ["ليلى", "عمر", "نور", "يوسف"]],
  fr: ["Français", "Europe/Paris", "CDG", ["Camille", "Hugo", "Inès", "Louis"]],
  ru: ["Русский", "Europe/Moscow", "SVO", ["Анна", "Дмитрий", "Ольга", "Иван"]],
  de: ["Deutsch", "Europe/Berlin", "BER", ["Hanna", "Felix", "Mia", "Jonas"]],
  pt: ["Português", "America/Sao_Paulo", "GRU", ["Beatriz", "Tiago", "Inês", "João"]],
  sw: ["Kiswahili", "Africa/Nairobi", "NBO", ["Amani", "Zawadi", "Baraka", "Neema"]],
  tr: ["Türkçe", "Europe/Istanbul", "IST", ["Elif", "Emre", "Zeynep", "Can"]],
  fa: ["فارسی", "Asia/Tehran", "IKA", ["سارا", "آرش", "مریم", "کیان"]],
  ur: ["اردو", "Asia/Karachi", "KHI", ["عائشہ", "علی", "فاطمہ", "حسن"]],
  he: ["עברית", "Asia/Jerusalem", "TLV", ["נועה", "איתן", "תמר", "דוד"]],
  zh: ["中文", "Asia/Shanghai", "PVG", ["小雨", "伟", "丽娜", "明"]],
};

const RIGHT_TO_LEFT = new Set(["ar", "he", "fa", "ur"]);

export const LANGUAGES = Object.keys(HOMES);

export const COLOURS = ["#0b7a75", "#b4551d", "#5b4fc7", "#b03060", "#2f6fb5", "#4d7c2a", "#8a5a00", "#6b5b73"];

export function baseOf(code) {
  return String(code || "en").toLowerCase().split(/[-_]/)[0];
}

/** What a language says of a phone: its own name, a time zone, an airport, and the direction of its writing. */
export function homeOf(code) {
  const base = baseOf(code);
  const [label, zone, airport, names] = HOMES[base] || [code, "UTC", "UTC", []];
  return { base, label, zone, airport, names, dir: RIGHT_TO_LEFT.has(base) ? "rtl" : "ltr" };
}

export function knowsLanguage(code) {
  return baseOf(code) in HOMES;
}

export const CITIES = [
  ["Delhi", 28.6139, 77.209],
  ["Mumbai", 19.076, 72.8777],
  ["Madrid", 40.4168, -3.7038],
  ["London", 51.5074, -0.1278],
  ["Nairobi", -1.2864, 36.8172],
  ["Paris", 48.8566, 2.3522],
  ["Dubai", 25.2048, 55.2708],
  ["Mexico City", 19.4326, -99.1332],
  ["Moscow", 55.7558, 37.6173],
];
