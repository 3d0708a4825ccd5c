// A citation as a card, and a sentence with its markers.

import { button, counted, dated, make } from "./dom.js";
import { meaning } from "./times.js";

const CERTAINTIES = {
  asserted: "Stated by the outlet", attributed: "Attributed", secondhand: "Second-hand", alleged: "Alleged", unconfirmed: "Unconfirmed",
  possible: "Possible", planned: "Planned", denied: "Denied",
};

/**
 * A sentence with its markers, parted from one before it; `onMarker` is told the number that was chosen.
 * @param {{text: string, citations: string[], highlight?: number[], glosses?: object[], dates?: object[]}} told
 * @param {Map<string, {marker: number}>} citations by their ids
 * @param {(number: number) => void} onMarker
 */
export function sentence(told, citations, onMarker) {
  const numbers = told.citations.map((id) => citations.get(id)?.marker).filter(Boolean);
  const words = pointed(told);
  const markers = numbers.map((number) => marker(number, onMarker));
  return make("span", { class: "sentence", "data-cites": numbers.join(" ") }, " ", words, ...joined(words, markers));
}

/** The button that stands for a citation. @param {number} number @param {(number: number) => void} onMarker */
export function marker(number, onMarker) {
  return button(`[${number}]`, () => onMarker(number), { class: "marker", "aria-label": `Citation ${number}`, "data-cites": number });
}

/**
 * A card that shows a quote in its place, and opens the article there.
 * @param {object} citation as it came
 * @param {{numbered: boolean, id?: string | null, said?: {certainty?: string | null, speaker?: string | null} | null,
 *   others?: object[]}} how `said`: the sentence that cites it; `others`: what the same answer cites
 */
export function card(citation, { numbered, id = numbered ? `citation-${citation.marker}` : null, said = null, others = [] }) {
  const number = numbered ? make("span", { class: "number", "aria-hidden": "true" }, String(citation.marker)) : null;
  return make("li", { class: "card", id, tabindex: "-1", "data-cites": numbered ? citation.marker : null },
    make("div", { class: "card-head" }, number, make("div", {},
      make("h4", { class: "headline", dir: "auto" }, citation.title || "Untitled"),
      make("p", { class: "origin" }, ...origin(citation)))),
    make("blockquote", { class: "quote", dir: "auto" },
      make("span", { class: "around" }, started(citation.prefix)),
      make("mark", {}, citation.quote),
      make("span", { class: "around" }, ended(citation.suffix))),
    badges(citation, said),
    make("div", { class: "card-links" },
      make("a", { class: "open", href: place(citation, others) }, "Open"), outward(citation), copies(citation.copies ?? [])),
    filed(citation));
}

/**
 * The address of a citation's words in our reader.
 * @param {object[]} [others] citations of the same answer: those of the same revision are marked there too
 */
export function place({ id, article, revision, start, end, field }, others = []) {
  const query = new URLSearchParams({ revision, start, end, ...(field === "title" ? { field } : {}) });
  const beside = others.filter((each) => each.id !== id && each.article === article && each.revision === revision && each.field !== "title");
  for (const each of beside.slice(0, 50)) query.append("also", `${each.start}-${each.end}`);
  return `/read/${encodeURIComponent(article)}?${query}#cited`;
}

/** Whether an address may be followed: no other scheme than the web's. @param {string | null} url */
export const web = (url) => /^https?:\/\//i.test(url ?? "");

/** How sure a sentence is, and who says so: "Alleged, Stefan Drury". @param {{certainty?: string | null, speaker?: string | null}} said */
export function vouched({ certainty, speaker }) {
  const words = CERTAINTIES[certainty] ?? "";
  if (!speaker) return words;
  return certainty === "attributed" ? `Attributed to ${speaker}` : [words, `said by ${speaker}`].filter(Boolean).join(", ");
}

function origin(citation) {
  const date = citation.published ? make("time", { datetime: citation.published }, dated(citation.published)) : "undated";
  return [make("bdi", { class: "outlet" }, citation.source || "Unknown outlet"), " · ", date];
}

function badges({ corrected, superseded_by: next }, said) {
  const words = said ? vouched(said) : "";
  const made = [
    words && make("span", { class: said.certainty === "asserted" ? "badge" : "badge warn" }, make("bdi", {}, words)),
    corrected && make("span", { class: "badge bad" }, `Corrected ${dated(corrected.at)}`),
    next && make("a", { class: "badge warn", href: `/read/${encodeURIComponent(next.article)}?revision=${next.revision}` }, `Superseded ${dated(next.at)}`),
    corrected?.note && make("q", { class: "also", dir: "auto" }, corrected.note),
  ].filter(Boolean);
  return made.length ? make("p", { class: "badges" }, ...made) : null;
}

function copies(all) {
  if (!all.length) return null;
  const name = (copy) => make("a", { href: `/read/${encodeURIComponent(copy.article)}` }, make("bdi", {}, copy.source || "Unknown outlet"));
  return make("details", { class: "also" }, make("summary", {}, `Also printed by ${counted(all.length, "other")}`),
    make("ul", {}, ...all.map((copy) => make("li", {}, name(copy)))));
}

/** What stands beneath a passage on paper: where it can be looked up. @param {object} citation or a hit of the search */
export function filed({ revision, url, quote_sha256: sha256, ...where }) {
  const reader = new URL(place({ revision, ...where }), location.href).href;
  const parts = [web(url) && url, reader, sha256 && `sha256 ${sha256}`].filter(Boolean);
  return make("p", { class: "printed origin" }, `Revision ${revision}. ${parts.join(" · ")}`);
}

function outward({ url, link }) {
  if (!web(url)) return null;
  return make("a", { class: "outward", href: web(link) ? link : url, rel: "noopener noreferrer nofollow", target: "_blank" }, "At the source");
}

function pointed({ text, highlight, glosses, dates }) {
  const points = Array.from(text); // offsets count code points, strings count UTF-16 units
  const [start, end] = highlight ?? [0, 0];
  const explained = (dates ?? []).filter(meaning).map((date) => ({ ...date, element: explaining(date) }));
  const meant = glosses ?? [];
  const edges = [0, start, end, ...meant.map(({ at }) => at), ...explained.flatMap((date) => [date.start, date.end]), points.length];
  const cuts = [...new Set(edges)].sort((a, b) => a - b);
  const whole = make("span", { class: "words" }); // no bdi: a paragraph that should find its direction looks into none
  for (const [n, until] of cuts.slice(1).entries()) {
    const piece = points.slice(cuts[n], until).join("");
    const date = explained.find((each) => each.start <= cuts[n] && until <= each.end)?.element;
    if (date && !date.isConnected && !whole.contains(date)) whole.append(date);
    (date ?? whole).append(cuts[n] >= start && until <= end ? make("strong", {}, piece) : piece);
    for (const gloss of meant) if (gloss.at === until) whole.append(make("span", { class: "gloss" }, ` [${gloss.text}]`));
  }
  return whole;
}

// No line ends between a sentence and its markers: its last word moves in with them
function joined(words, markers) {
  const last = words.lastChild;
  const [word] = last instanceof Text ? /\S{1,24}$/.exec(last.data) ?? [] : [];
  if (!word || !markers.length) return markers;
  last.data = last.data.slice(0, -word.length);
  words.append(make("span", { class: "last" }, word, markers[0]), ...markers.slice(1));
  return [];
}

function explaining(date) {
  return make("time", { class: "date", tabindex: "0", datetime: date.begin, "data-meaning": meaning(date), "aria-description": `means ${meaning(date)}` });
}

// What stands around a quote is cut anywhere: without the word that was cut in two.
function started(prefix) {
  return prefix ? `… ${prefix.replace(/^\S+\s/, "").trimStart()}` : "";
}

function ended(suffix) {
  return suffix ? `${suffix.replace(/\s\S+$/, "").trimEnd()} …` : "";
}
