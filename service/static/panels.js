// What stands beneath an answer's sentences: notes, what sources differ on, how a figure moved, how many carry it.

import { marker } from "./cards.js";
import { amount, chart } from "./chart.js";
import { dated, make, worded } from "./dom.js";
import { icon } from "./icons.js";
import { independence, searched, weakness } from "./states.js";

const REFUSED = { not_stated: "the archive does not say", no_evidence: "nothing was found" };

/**
 * Everything that an answer says beside its sentences.
 * @param {object} answer
 * @param {Map<string, object>} citations by their ids
 * @param {(number: number) => void} onMarker
 * @returns {Element[]}
 */
export function panels(answer, citations, onMarker) {
  return [
    ...weak(answer), ...beside(answer, citations, onMarker),
    answer.independence && make("p", { class: "independence" }, make("strong", {}, "Carried by: "), independence(answer.independence)),
    make("p", { class: "searched" }, searched(answer)),
  ].filter(Boolean);
}

/** Of that, what its sources say: notes, what they differ on, how a figure moved. @returns {Element[]} */
export function beside(answer, citations, onMarker) {
  return [
    ...notes(answer, citations, onMarker),
    ...(answer.conflicts ?? []).map((figure) => conflict(figure, answer, citations, onMarker)),
    ...(answer.history ?? []).map((figure) => over(figure, answer, citations, onMarker)),
  ];
}

function weak(answer) {
  const words = weakness(answer);
  return words ? [make("p", { class: "notice warn degraded" }, icon("degraded"), make("span", {}, make("strong", {}, "Degraded. "), words))] : [];
}

function notes(answer, citations, onMarker) {
  const elsewhere = { degraded: answer.degraded_reason, coverage: answer.reason === "outside_coverage", conflict: answer.conflicts?.length };
  const said = answer.notes.filter(({ kind }) => !elsewhere[kind]).map((note) => make("li", {}, make("bdi", {}, worded(note.text)), " ", ...marks(note, citations, onMarker)));
  const unanswered = answer.sentences.length ? answer.parts.filter(({ status }) => REFUSED[status]) : [];
  const parts = unanswered.map((part) => make("li", {}, "On “", make("bdi", {}, part.question), `”: ${REFUSED[part.status]}.`));
  return said.length + parts.length ? [make("ul", { class: "notes", "aria-label": "Notes" }, ...said, ...parts)] : [];
}

function conflict({ about, values }, answer, citations, onMarker) {
  return make("section", { class: "conflict" }, make("h3", { class: "section" }, "Sources differ", ...(isNamed(about, answer) ? [] : [": ", make("bdi", {}, about)])),
    make("ul", { class: "sides" }, ...values.map((value) => side(value, citations, onMarker))));
}

function side(value, citations, onMarker) {
  const outlets = [...new Set(value.citations.map((id) => citations.get(id)?.source ?? "Unknown outlet"))];
  return make("li", {}, make("p", { class: "figure" }, make("bdi", {}, value.value), value.unit ? make("small", {}, ` ${value.unit}`) : null),
    make("p", { class: "origin" }, make("bdi", { class: "outlet" }, outlets.join(", ")), ` · ${value.at ? dated(value.at) : "undated"}`, ...marks(value, citations, onMarker)));
}

function over({ about, values }, answer, citations, onMarker) {
  const now = standing(answer, values, citations);
  const whole = { about, values: now ? [...values, now] : values };
  return make("section", {}, make("h3", { class: "section" }, now ? "How the figure moved" : "What was reported before"),
    chart(whole, citations, onMarker, { captioned: !isNamed(about, answer) }));
}

// Whether the question itself says what a figure is about
const isNamed = (about, { interpreted: { question } }) => question.startsWith(about);

// What stands is no part of a history: it is what the first sentence highlights, where that is a figure
function standing({ sentences: [first] }, values, citations) {
  if (!first?.highlight) return null;
  const value = Array.from(first.text).slice(...first.highlight).join("");
  const at = citations.get(first.citations[0])?.published;
  return at && Number.isFinite(amount(value)) ? { value, unit: values.at(-1)?.unit ?? null, at, citations: first.citations } : null;
}

function marks({ citations: ids }, citations, onMarker) {
  return ids.map((id) => citations.get(id)).filter((each) => each?.marker).map((each) => marker(each.marker, onMarker));
}
