// An answer as text, Markdown, JSON, CSV or CSL: pure functions of it, its question and its address.

import { dated } from "./dom.js";

/**
 * @typedef {{question: string, answer: object, address: string}} Filed an answer with what was asked and where it is
 */

/** What can be downloaded: by name, the ending, the media type and what makes it. */
export const FORMATS = {
  Markdown: { ending: "md", type: "text/markdown", make: markdown },
  JSON: { ending: "json", type: "application/json", make: json },
  CSV: { ending: "csv", type: "text/csv", make: csv },
  "CSL-JSON": { ending: "csl.json", type: "application/vnd.citationstyles.csl+json", make: csl },
};

/** Plain text with its sources beneath. @param {Filed} filed */
export function plain({ question, answer, address }) {
  const sources = cited(answer).map((each) => `[${each.marker}] ${origin(each)}: “${each.quote}”${url(each) ? ` ${url(each)}` : ""}`);
  return [question, answer.text, ...(sources.length ? [sources.join("\n")] : []), filed(answer, address)].join("\n\n");
}

/** Markdown in which no article's text is markup. @param {Filed} filed */
export function markdown({ question, answer, address }) {
  const sources = cited(answer).map((each) => {
    const link = url(each) ? ` <${url(each).replace(/[<>\s]/g, encodeURIComponent)}>` : "";
    return `${each.marker}. ${escaped(origin(each))}: “${escaped(each.quote)}”${link}`;
  });
  return [`# ${escaped(question)}`, escaped(answer.text).replace(/\\\[(\d+)\\\]/g, "[$1]"), ...(sources.length ? ["## Sources", sources.join("\n")] : []), escaped(filed(answer, address)), ""].join("\n\n");
}

/** The whole answer as the service gave it, with its question and address. @param {Filed} filed */
export function json({ question, answer, address }) {
  return JSON.stringify({ question, address, answer }, null, 2);
}

/** One row a citation of a sentence. A cell that a spreadsheet would take for a formula starts with an apostrophe. @param {Filed} filed */
export function csv({ question, answer }) {
  const byId = new Map(answer.citations.map((each) => [each.id, each]));
  const head = ["question", "status", "sentence", "certainty", "speaker", "marker", "quote", "title", "outlet", "published", "url", "article", "revision", "start", "end", "quote_sha256", "as_of"];
  const rows = answer.sentences.flatMap((told) => told.citations.map((id) => byId.get(id)).filter(Boolean).map((each) => [
    question, answer.status, told.text, told.certainty, told.speaker, each.marker, each.quote, each.title, each.source, each.published, each.url,
    each.article_id, each.revision, each.start, each.end, each.quote_sha256, answer.searched.as_of]));
  const whole = rows.length ? rows : [[question, answer.status, answer.text]];
  return `\ufeff${[head, ...whole].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** The cited articles for reference managers, in CSL-JSON. @param {Filed} filed */
export function csl({ answer }) {
  const items = new Map();
  for (const each of cited(answer)) {
    const id = `${each.article}-${each.revision}`;
    const quotes = [...(items.get(id)?.quotes ?? []), each.quote];
    items.set(id, { quotes, item: { id, type: "article-newspaper", title: each.title, ...(each.source ? { "container-title": each.source } : {}),
      ...(each.published ? { issued: { "date-parts": [each.published.slice(0, 10).split("-").map(Number)] } } : {}), ...(url(each) ? { URL: url(each) } : {}),
      version: String(each.revision), note: quotes.map((quote) => `“${quote}”`).join(" ") } });
  }
  return JSON.stringify([...items.values()].map(({ item }) => item), null, 2);
}

/** A file's name of a question's words. @param {string} question @param {string} ending */
export function fileName(question, ending) {
  const words = question.toLowerCase().normalize("NFKD").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  return `${words.slice(0, 60) || "answer"}.${ending}`;
}

// The answer's own citations; an abstention's nearest passages are none
const cited = (answer) => [...answer.citations].sort((a, b) => a.marker - b.marker);
const url = ({ url: address }) => (/^https?:\/\//i.test(address ?? "") ? address : "");
const origin = ({ source, published, title }) => [source ?? "Unknown outlet", published ? dated(published) : "undated", title].filter(Boolean).join(", ");
const filed = (answer, address) => `${answer.searched.as_of ? `As of ${dated(answer.searched.as_of)}. ` : ""}Dateline, answer ${answer.id}, ${address}`;
// Blanks before a line would make it code
const escaped = (text) => text.replace(/^[ \t]+/gm, "").replace(/[\\`*_{}[\]<>()#|~!&$]/g, "\\$&").replace(/^([-+=]|\d+[.)])/gm, (sign) => sign.replace(/[-+=.)]$/, "\\$&"));

function cell(value) {
  const text = String(value ?? "");
  const safe = /^[\s]*[=+\-@\t\r]/.test(text) && typeof value === "string" ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
