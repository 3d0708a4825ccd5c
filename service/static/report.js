// The report of a checked draft as Markdown, and what differs in words.

import { place } from "./cards.js";
import { counted, dated } from "./dom.js";

const LACKING = {
  certainty: "The archive is less sure of it, or only says who claims it.",
  superseded: "A later report undoes it.",
  speaker: "Not by the one who says it there.",
  quote: "Not in these words.",
  direction: "It went the other way.",
  negation: "One of the two denies it.",
  roles: "Who did what to whom is not the same.",
  splice: "It takes more than one report, of different matters.",
  tangled: "It can't be compared word by word.",
  uncited: "Nothing carries it whole.",
};

/** A difference in words. @param {{kind: string, draft: string, archive: string | null}} difference @param {{text: string}} sentence */
export function differing({ kind, draft, archive }, { text }) {
  const whole = draft === text || !draft;
  if (archive) return whole ? `The archive says “${archive}”.` : `“${draft}”: the archive says “${archive}”.`;
  if (LACKING[kind]) return whole ? LACKING[kind] : `“${draft}”: ${LACKING[kind][0].toLowerCase()}${LACKING[kind].slice(1)}`;
  return whole ? "The archive does not bear all of it out." : `“${draft}” is not borne out.`;
}

/** The report. @param {object} check @param {Record<string, {word: string}>} states @param {string} tally */
export function report({ result: { sentences, searched }, at }, states, tally) {
  const held = [`${tally}.`, `Checked ${dated(at.slice(0, 10))}`, searched.as_of && `as of ${dated(searched.as_of)}`, `against ${counted(searched.articles, "article")}.`];
  return ["# Draft checked against the archive", held.filter(Boolean).join(" "), ...sentences.map((told, n) => entry(told, n + 1, states)), ""].join("\n\n");
}

function entry(told, number, states) {
  const beneath = [...told.differs.map((each) => literal(differing(each, told))), ...told.notes.map((note) => literal(note.text)), ...told.citations.map(cited)];
  return [`${number}. **${states[told.status].word}:** ${literal(told.text)}`, ...beneath.map((line) => `   - ${line}`)].join("\n");
}

function cited(citation) {
  const where = [citation.source || "Unknown outlet", dated(citation.published) || "undated", citation.title].filter(Boolean).map(literal).join(", ");
  return `“${literal(citation.quote)}” (${where}) <${new URL(place(citation), location.href).href}>`;
}

// Text of articles must not become links, pictures or HTML where the report is pasted
const literal = (text) => text.replace(/\s+/g, " ").replace(/[\\`*_{}[\]<>#|~!&]/g, "\\$&");
