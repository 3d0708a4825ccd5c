// Days and stretches of days in words, as a timeline heads them. Days are "2017-05-03"; a stretch ends with the day before `until`.

import { counted, dated } from "./dom.js";

const DAY_MS = 86_400_000;
const NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split(" ");

/** The last day of a stretch. @param {string} until */
export const lastOf = (until) => new Date(Date.parse(until) - DAY_MS).toISOString().slice(0, 10);

/** How many days a stretch has. @param {string} begin @param {string} until */
export const days = (begin, until) => Math.round((Date.parse(until) - Date.parse(begin)) / DAY_MS);

/**
 * A stretch under the heading of its first year: "9 October", "7–8 October", "March to May", "In 2017".
 * @param {string} begin
 * @param {string} until
 */
export function stretch(begin, until) {
  const last = lastOf(until);
  const [year, toYear] = [begin.slice(0, 4), last.slice(0, 4)];
  const bare = (day) => dated(day).replace(year === toYear ? ` ${year}` : /^$/, "");
  if (begin === last) return bare(begin);
  const fromMonth = begin.endsWith("-01");
  const toMonth = until.endsWith("-01");
  if (begin.endsWith("-01-01") && until.endsWith("-01-01")) return year === toYear ? `In ${Number(year)}` : `${year} to ${toYear}`;
  if (fromMonth && toMonth) {
    const [from, to] = [bare(begin.slice(0, 7)), bare(last.slice(0, 7))];
    return from === to ? from : `${from} to ${to}`;
  }
  if (begin.slice(0, 7) === last.slice(0, 7)) return `${Number(begin.slice(8))}–${bare(last)}`;
  return `${bare(begin)} to ${bare(last)}`;
}

/** The day of the week, empty for a longer stretch. @param {string} begin @param {string} until */
export function weekday(begin, until) {
  return days(begin, until) === 1 ? new Date(begin).toLocaleDateString("en", { weekday: "long", timeZone: "UTC" }) : "";
}

/**
 * How long nothing is told of, in words, and how long that is to look at; null for less than a fortnight.
 * @param {string} from the day after the last that is told of
 * @param {string} to the next one
 * @returns {{text: string, size: "weeks" | "months" | "years"} | null}
 */
export function gap(from, to) {
  const length = days(from, to);
  if (length < 14) return null;
  const [year, month, day] = to.split("-").map(Number);
  const [fromYear, fromMonth, fromDay] = from.split("-").map(Number);
  const months = (year - fromYear) * 12 + month - fromMonth - (day < fromDay ? 1 : 0);
  if (months < 2) return { text: `${spelt(Math.floor(length / 7), "week")} later`, size: "weeks" };
  if (months < 24) return { text: `${spelt(months, "month")} later`, size: "months" };
  return { text: `${spelt(Math.floor(months / 12), "year")} later`, size: "years" };
}

function spelt(count, one) {
  const text = counted(count, one);
  return count < NUMBERS.length ? text.replace(/^\d+/, NUMBERS[count]) : text;
}
