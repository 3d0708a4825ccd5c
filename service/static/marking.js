// Marks the words of a query in a text, and cuts a long text to where they stand. Words are found as the browser's own
// dictionary parts them, so that text without blanks has words too.

import { make } from "./dom.js";

const PHRASE = /["“”]([^"“”]{2,200})["“”]/g;
const LEFT_OUT = /(^|\s)-[^\s\d_]\S*/g;
const COMMON = new Set(("a an and are as at be been but by can did do does for from had has have he her his how if in into is it its many "
  + "me much my not of on or our she so than that the their them they this to was we were what when where which who whom whose why will with "
  + "would you your about happened say says said tell").split(" "));
const LONGEST = 480; // of a text that is shown whole, in UTF-16 units
const WINDOW = 340;
const parter = new Intl.Segmenter(undefined, { granularity: "word" });

/**
 * Finds the words of a query: spans of UTF-16 units, in order, none over another.
 * @param {string} text
 * @param {string} query words in quotes belong together, words with a minus are not looked for
 * @returns {[number, number][]}
 */
export function found(text, query) {
  const asked = query.replace(LEFT_OUT, "$1");
  const phrases = [...asked.matchAll(PHRASE)].map(([, phrase]) => words(phrase).map(({ folded }) => folded)).filter((each) => each.length);
  const single = new Set(words(asked.replace(PHRASE, " ")).filter(({ folded }) => !COMMON.has(folded)).map(({ folded }) => stem(folded)));
  const all = words(text);
  const spans = [];
  for (let n = 0; n < all.length; n += 1) {
    const phrase = phrases.find((each) => each.every((word, at) => all[n + at]?.folded === word));
    const length = phrase?.length ?? (single.has(stem(all[n].folded)) ? 1 : 0);
    if (length) spans.push([all[n].start, all[n + length - 1].end]);
    n += Math.max(0, length - 1);
  }
  return spans;
}

/** The text with its spans in <mark>. @param {string} text @param {[number, number][]} spans @returns {(string | Node)[]} */
export function marked(text, spans, from = 0, until = text.length) {
  const within = spans.filter(([start, end]) => start >= from && end <= until);
  const pieces = within.flatMap(([start, end], n) => [text.slice(within[n - 1]?.[1] ?? from, start), make("mark", {}, text.slice(start, end))]);
  return [...pieces, text.slice(within.at(-1)?.[1] ?? from, until)];
}

/** Where to cut a long text: around as many of the spans as go together. @returns {[number, number]} */
export function excerpt(text, spans) {
  if (text.length <= LONGEST) return [0, text.length];
  const near = ([start]) => spans.filter((each) => each[0] >= start && each[1] <= start + WINDOW).length;
  const best = spans.reduce((one, other) => (one && near(one) >= near(other) ? one : other), null);
  const from = best && best[0] > WINDOW / 3 ? boundary(text, best[0] - WINDOW / 4) : 0;
  const until = from + WINDOW >= text.length ? text.length : boundary(text, from + WINDOW);
  return [from, until];
}

// The beginning of the word at a place: no word, and no sign of two units, is cut in two.
function boundary(text, at) {
  const [around] = [parter.segment(text).containing(Math.floor(at))];
  return around ? around.index : text.length;
}

function words(text) {
  return [...parter.segment(text)].filter(({ isWordLike }) => isWordLike)
    .map(({ segment, index }) => ({ folded: folded(segment), start: index, end: index + segment.length }));
}

const folded = (word) => word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/['’]s$/, "");

// Enough for "fires" to be marked where "fire" was asked for: not a language's own rules.
const stem = (word) => (/^[a-z]{4,}$/.test(word) ? word.replace(/(?:ings?|ed|e?s|e)$/, "") : word);
