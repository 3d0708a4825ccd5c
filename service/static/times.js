// What a date within a sentence means, in words.

import { dated } from "./dom.js";

const DAY_MS = 86_400_000;
const MODS = { BEFORE: "before", AFTER: "after", ON_OR_BEFORE: "at the latest", ON_OR_AFTER: "at the earliest", LESS_THAN: "less than",
  MORE_THAN: "more than", EQUAL_OR_LESS: "at most", EQUAL_OR_MORE: "at least", START: "early in", MID: "the middle of", END: "late in",
  APPROX: "about" };

/**
 * What an expression of time means, such as "9 October 2017"; empty where it names no days, or says them itself.
 * @param {{text: string, mod?: string | null, begin?: string | null, until?: string | null}} date
 */
export function meaning({ text, mod, begin, until }) {
  if (!begin) return "";
  const words = [MODS[mod], spanned(begin, until)].filter(Boolean).join(" ");
  return words === text ? "" : words;
}

/** The days from `begin` up to and without `until`: a day, a month, a year, or the first and the last. */
export function spanned(begin, until) {
  if (!until) return `from ${dated(begin)}`;
  const last = new Date(Date.parse(until) - DAY_MS).toISOString().slice(0, 10);
  if (last <= begin) return dated(begin);
  const whole = [begin.slice(0, 4), begin.slice(0, 7)].find((each) => each === common(begin, last) && starts(begin, each) && starts(until));
  return whole ? dated(whole) : `${dated(begin)} to ${dated(last)}`;
}

const common = (first, last) => (first.slice(0, 7) === last.slice(0, 7) ? first.slice(0, 7) : first.slice(0, 4) === last.slice(0, 4) ? first.slice(0, 4) : "");
const starts = (day, whole = day.slice(0, 7)) => day === (whole.length === 4 ? `${whole}-01-01` : `${day.slice(0, 7)}-01`);
