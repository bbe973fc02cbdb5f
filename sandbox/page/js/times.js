// Moments as the person's own phone shows them: their language, their home's zone.
import { baseOf, homeOf } from "./languages.js";

const made = new Map();

function formatter(language, options) {
  const key = `${language}|${JSON.stringify(options)}`;
  if (!made.has(key)) made.set(key, new Intl.DateTimeFormat(baseOf(language), { timeZone: homeOf(language).zone, ...options }));
  return made.get(key);
}

const show = (language, unix, options) => formatter(language, options).format(new Date(unix * 1000));

export const clock = (language, unix) => show(language, unix, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

const dayKey = (language, unix) => show(language, unix, { year: "numeric", month: "numeric", day: "numeric" });

export function isSameDay(language, one, other) {
  return dayKey(language, one) === dayKey(language, other);
}

export function dayLabel(language, unix, t, now = Date.now() / 1000) {
  if (isSameDay(language, unix, now)) return t("today");
  if (isSameDay(language, unix, now - 86400)) return t("yesterday");
  return show(language, unix, { day: "numeric", month: "long" });
}

export function listTime(language, unix, now = Date.now() / 1000) {
  return isSameDay(language, unix, now) ? clock(language, unix) : show(language, unix, { day: "numeric", month: "short" });
}

export function duration(seconds) {
  const whole = Math.max(0, Math.round(seconds || 0));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

const STEPS = [["year", 31536000], ["month", 2592000], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

function relative(language, unix) {
  const gap = unix - Date.now() / 1000;
  const [unit, size] = STEPS.find(([, step]) => Math.abs(gap) >= step) || STEPS[5];
  return new Intl.RelativeTimeFormat(baseOf(language), { numeric: "auto" }).format(Math.round(gap / size), unit);
}

/** Telegram's `date_time` entity: `r`, or any of `w`, `d` or `D`, `t` or `T`; no format leaves the words as they are. */
export function dateTimeText(language, unix, format) {
  if (!format) return null;
  if (format.includes("r")) return relative(language, unix);
  const options = { hourCycle: "h23" };
  if (format.includes("w")) options.weekday = "long";
  if (format.includes("d")) Object.assign(options, { day: "2-digit", month: "2-digit", year: "2-digit" });
  if (format.includes("D")) Object.assign(options, { day: "numeric", month: "long", year: "numeric" });
  if (/[tT]/.test(format)) Object.assign(options, { hour: "2-digit", minute: "2-digit" });
  if (format.includes("T")) options.second = "2-digit";
  return show(language, unix, options);
}

export const fullMoment = (language, unix) => show(language, unix, { dateStyle: "full", timeStyle: "short" });

export function fileSize(bytes) {
  if (!bytes) return "";
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1048576) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1048576).toFixed(1)} MB`;
}
