// What became of a question, in words: each outcome has a name, a drawing and a sentence of its own.

import { Problem } from "./api.js";
import { counted, dated, worded } from "./dom.js";

const REASONS = {
  outside_window: ["outside", "Outside the dates that are searched"],
  outside_coverage: ["outside", "Outside the archive's dates"],
  outside_sources: ["outside", "Outside the chosen outlets"],
  undated: ["no_evidence", "Nothing with a date found"],
  ambiguous: ["not_stated", "The question can mean several things"],
  false_premise: ["not_stated", "The archive says otherwise"],
  language: ["no_evidence", "Not a language that is answered"],
  not_a_question: ["no_evidence", "No question to the archive"],
};
const STATUSES = {
  answered: ["answered", "Answered"],
  reported: ["reported", "Reported, not established"],
  not_stated: ["not_stated", "The archive does not say"],
  no_evidence: ["no_evidence", "Nothing found in the archive"],
};
const DEGRADED = {
  llm_timeout: "The language model took too long: these are the sources' own sentences.",
  llm_error: "The language model failed: these are the sources' own sentences.",
  llm_rejected: "What the language model wrote did not hold: these are the sources' own sentences.",
  index_damaged: "The search index is being rebuilt; this was found without all of it.",
  engine_down: "A search engine can't be reached; this was found without it.",
};

/** The state of an answer: the name of its drawing, and its words. @returns {{name: string, words: string}} */
export function stateOf(answer) {
  const [name, words] = (!answer.sentences.length && REASONS[answer.reason]) || STATUSES[answer.status] || ["error", answer.status];
  if (answer.status === "reported" && answer.conflicts?.length) return { name, words: "Reported, and sources differ" };
  const named = answer.status === "reported" ? tellers(answer) : "";
  return { name, words: named ? `Reported, according to ${named}` : words };
}

/** Why there is no answer, in words; without the closest passage, whose card stands beside it. */
export function refusal({ text, nearest: [closest] }) {
  const quoted = closest ? text.indexOf(`“${closest.quote}”`) : -1;
  return worded(quoted < 0 ? text : text.slice(0, text.lastIndexOf(". ", quoted) + 1));
}

/** Why an answer is less than it could be; empty when it is whole. */
export function weakness(answer) {
  if (!answer.degraded_reason) return "";
  return answer.notes.find(({ kind }) => kind === "degraded")?.text ?? DEGRADED[answer.degraded_reason] ?? `Not at full strength: ${answer.degraded_reason}.`;
}

/** What is wrong when there is no answer: its state, the sentence for people, and the request's id. */
export function failureOf(error) {
  if (error.name === "AbortError") return { name: "stopped", words: "Stopped", detail: "" };
  if (error instanceof Problem) return { name: "error", words: error.title, detail: error.message, requestId: error.requestId };
  const detail = navigator.onLine ? "The service can't be reached. It may be starting again." : "This device has no connection.";
  return { name: "offline", words: "Offline", detail };
}

/** What was searched: "Searched 64 articles, 92 passages, as of 3 May 2017 · 0.19 s". */
export function searched({ searched: found, timings_ms: { total } = {} }) {
  const window = [found.from && `published from ${dated(found.from)}`, found.to && `published to ${dated(found.to)}`, found.as_of && `as of ${dated(found.as_of)}`];
  const counts = [counted(found.articles, "article"), counted(found.passages, "passage"), ...window.filter(Boolean)];
  if (found.undated_left_out) counts.push(`${counted(found.undated_left_out, "undated article")} left out`);
  return [`Searched ${counts.join(", ")}`, total ? `${(total / 1000).toFixed(2)} s` : ""].filter(Boolean).join(" · ");
}

/** How many carry it: "4 articles, 3 sources, 1 independent report". */
export function independence({ articles, sources, independent }) {
  return [counted(articles, "article"), counted(sources, "source"), counted(independent, "independent report")].join(", ");
}

/** How the question was read, where that is more than what was typed: lines of text. */
export function understanding(asked, { question, assumptions = [], latest, event_from: from, event_to: to }, filters) {
  const plain = (text) => text.replace(/[\s?.!]+/g, " ").trim().toLowerCase();
  const lines = plain(question) === plain(asked) ? [] : [`Understood as: ${question}`];
  lines.push(...assumptions.filter((each) => !each.includes(question)).map((each) => `Assumed: ${each}`));
  if ((from && !filters.event_from) || (to && !filters.event_to)) {
    lines.push(`About events ${from === to ? `of ${dated(from)}` : [from && `from ${dated(from)}`, to && `to ${dated(to)}`].filter(Boolean).join(" ")}`);
  }
  if (latest) lines.push("The newest report counts");
  return lines;
}

// Who vouches for a report: those whom its sentences name, else the outlets that print it
function tellers({ sentences, citations }) {
  const speakers = sentences.map(({ speaker }) => speaker).filter(Boolean);
  const outlets = sentences.flatMap((each) => each.citations).map((id) => citations.find((one) => one.id === id)?.source).filter(Boolean);
  const named = [...new Set(speakers.length ? speakers : outlets)];
  return named.length > 2 ? `${named[0]} and ${counted(named.length - 1, "other")}` : named.join(" and ");
}
