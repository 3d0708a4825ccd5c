// Months, and the bars that articles are counted in: a month each, a year or a decade where there are many.

import { dated } from "./dom.js";

const MOST = 120; // bars that can still be told apart on a narrow screen
const STEPS = [1, 12, 120]; // months of a bar
const WHAT = { 1: "month", 12: "year", 120: "decade" };

/** @typedef {{first: string, last: string, name: string, count: number}} Bar `first`, `last`: its days */

/**
 * Bars without a gap, what one of them stands for, and how many articles have no date.
 * @param {{value: string | null, count: number}[]} counts by month
 * @returns {{bars: Bar[], of: string, undated: number}}
 */
export function barred(counts) {
  const months = counts.filter(({ value }) => value).map(({ value, count }) => ({ at: number(value), count }));
  const undated = counts.filter(({ value }) => !value).reduce((sum, { count }) => sum + count, 0);
  if (!months.length) return { bars: [], of: "month", undated };
  const [begin, end] = [months[0].at, months.at(-1).at];
  const step = STEPS.find((each) => Math.floor(end / each) - Math.floor(begin / each) < MOST) ?? STEPS.at(-1);
  const offset = Math.floor(begin / step);
  const bars = Array.from({ length: Math.floor(end / step) - offset + 1 }, (_, n) => bar((offset + n) * step, step));
  for (const { at, count } of months) bars[Math.floor(at / step) - offset].count += count;
  return { bars, of: WHAT[step], undated };
}

/** Which bar a day (or month, or year) is in, or the nearest one. @param {Bar[]} bars @param {string} day */
export function barOf(bars, day, { end = false } = {}) {
  const whole = widened(day, end);
  const found = bars.findIndex(({ last }) => whole <= last);
  return found < 0 ? bars.length - 1 : found;
}

/** The first or last day of a day, a month or a year. @param {string} day */
export function widened(day, end = false) {
  const [year, month, date] = day.slice(0, 10).split("-");
  if (date) return `${year}-${month}-${date}`;
  if (!end) return `${year}-${month ?? "01"}-01`;
  return lastDay(Number(year) * 12 + Number(month ?? 12) - 1);
}

const number = (month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;

function bar(month, step) {
  const first = `${written(month)}-01`;
  const name = step === 120 ? `${first.slice(0, 4)}s` : dated(step === 12 ? first.slice(0, 4) : first.slice(0, 7));
  return { first, last: lastDay(month + step - 1), name, count: 0 };
}

const written = (month) => `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}`;

function lastDay(month) {
  const next = new Date(`${written(month + 1)}-01T00:00:00Z`);
  return new Date(next.getTime() - 86_400_000).toISOString().slice(0, 10);
}
