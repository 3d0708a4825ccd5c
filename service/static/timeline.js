// The view that draws the course of events: what happened in a matter, by the days of the events.

import { filed, place, sentence, vouched } from "./cards.js";
import { announce, counted, dated, make, worded } from "./dom.js";
import { histogram } from "./histogram.js";
import { asking, failure, head, heading, latest, origin, printings, searched } from "./listing.js";
import { gap, lastOf, stretch, weekday } from "./spans.js";
import { address, state } from "./state.js";

const ask = latest();
const parts = {};
let told = null; // what is on the page

/** Builds the view. @param {HTMLElement} root */
export function mount(root) {
  const { form, field } = asking({ id: "timeline-words", label: "The course of events in", act: "Show", again: () => run(),
    hint: "A matter, “the ferry strike in Lorne”, or a question. Events stand by the day on which they happened, not by that of the article." });
  Object.assign(parts, { field, months: histogram(), title: heading(),
    count: make("p", { class: "searched" }), line: make("div", { class: "course-line" }) });
  parts.results = make("section", { class: "course", "aria-label": "Events", hidden: true },
    make("header", { class: "results-head" }, parts.title, (parts.links = make("p", { class: "elsewhere" }))), parts.count, parts.line);
  root.append(form, parts.months.element, parts.results);
}

/** Shows what the state asks for. @param {import("./state.js").State} next @param {import("./state.js").State | null} before */
export function show({ view, q, filters }, before) {
  parts.months.show(filters);
  parts.field.value = q;
  if (!q && before?.view !== view) parts.field.focus();
  const wanted = JSON.stringify([q, filters]);
  if (wanted === told) return;
  told = wanted;
  parts.results.hidden = !q;
  if (q) run();
}

async function run() {
  const { q, filters } = state();
  head(parts.title, q, "Looking…");
  parts.links.replaceChildren(make("a", { href: address({ view: "ask" }) }, "Ask this as a question"),
    make("a", { href: address({ view: "search" }) }, "Everything on it"));
  for (const each of [parts.line, parts.count]) each.replaceChildren();
  parts.months.point([]);
  parts.results.setAttribute("aria-busy", "true");
  announce("Looking for what happened…");
  try {
    const result = await ask("/v1/timeline", { question: q, ...filters });
    if (!result) return; // a newer request is under way
    draw(result, q);
  } catch (error) {
    head(parts.title, q, "Not drawn");
    parts.line.replaceChildren(failure(error, run));
  }
  parts.results.setAttribute("aria-busy", "false");
}

function draw({ entries, searched: scope, text }, q) {
  const [first, last] = [entries[0], entries.at(-1)].map((each) => each && String(Number(each.begin.slice(0, 4))));
  const found = entries.length ? `${counted(entries.length, "event")}, ${first === last ? `in ${first}` : `${first} to ${last}`}` : "No event found";
  head(parts.title, q, found);
  announce(found);
  parts.count.textContent = searched(scope, entries.length > 0);
  parts.months.point(entries.flatMap(({ citations }) => citations.map(({ published }) => published)));
  parts.line.replaceChildren(...(entries.length ? byYear(entries) : nothing(scope, text)));
}

const nothing = ({ articles }, why) => [
  make("p", { class: "none" }, articles ? worded(why ?? "Nothing that happened in this matter could be put on a day.") : "No article is left by the filters."),
  make("p", { class: "hint" }, articles ? "Other words, or a search for everything on it, may find more." : "Take a filter away, or choose other dates above."),
];

// Years, in them the days; entries of one day, or of one stretch, stand together.
function byYear(entries) {
  const years = [];
  let list = null;
  entries.forEach((entry, n) => {
    const year = entry.begin.slice(0, 4);
    const since = past(entries.slice(0, n), entry);
    if (year !== years.at(-1)?.year) {
      if (since) years.push({ made: make("p", { class: `gap of-${since.size}` }, since.text) });
      list = make("ol", { class: "days" });
      const name = String(Number(year));
      years.push({ year, made: make("section", { class: "year", "aria-label": name }, make("h3", { class: "year-name" }, name), list) });
    } else if (since) list.append(make("li", { class: `gap of-${since.size}` }, since.text));
    const before = entries[n - 1];
    if (before?.begin === entry.begin && before.until === entry.until) list.lastElementChild.querySelector(".events").append(event(entry));
    else list.append(day(entry));
  });
  return years.map(({ made }) => made);
}

// How long nothing is told of before an event; while what stands before it may still be going on, nothing can be said of that.
function past(before, { begin }) {
  if (!before.length || before.at(-1).until > begin) return null;
  return gap(before.map(({ until }) => until).filter((until) => until <= begin).sort().at(-1), begin);
}

function day(entry) {
  const { begin, until } = entry;
  return make("li", { class: begin === lastOf(until) ? "day" : "day long" },
    make("h4", { class: "day-name" }, make("time", { datetime: begin }, stretch(begin, until)), " ",
      make("span", { class: "weekday" }, weekday(begin, until))),
    make("ul", { class: "events" }, event(entry)));
}

function event({ surface, sentence: said, citations }) {
  const sure = said.certainty !== "asserted" || said.speaker ? vouched(said) : "";
  return make("li", { class: "event" },
    make("p", { class: "happened", dir: "auto" }, sentence(said, new Map(), () => {})),
    make("p", { class: "hint dating" }, ...dating(surface, citations[0]), ...(sure ? [" · ", make("bdi", { class: "sure" }, sure)] : [])),
    make("ul", { class: "from", "aria-label": "Cited from" }, ...citations.map((each, n) => source(each, citations[n - 1]))));
}

// Why the event stands on its day: by the words that the article has for it, read from the day of the article.
function dating(surface, { published }) {
  const written = published ? ` in an article of ${dated(published)}` : " in an undated article";
  return surface ? ["Dated by ", make("q", { dir: "auto" }, surface), written] : [`Dated by the article, of ${dated(published)}`];
}

function source(citation, before) {
  const { corrected, superseded_by: later } = citation;
  const open = make("a", { class: "open", href: place(citation) }, "Open");
  if (before?.article === citation.article) return make("li", {}, make("p", { class: "origin" }, "Further on in the same article"), open);
  return make("li", {}, make("div", {}, make("p", { class: "cited-title", dir: "auto" }, citation.title || "Untitled"), origin(citation),
    corrected ? make("p", { class: "since" }, `Corrected since: ${corrected.note}`) : null,
    later ? make("p", { class: "since" }, make("a", { href: `/read/${encodeURIComponent(later.article)}` },
      `Changed by a later report, of ${dated(later.at)}`)) : null,
    printings(citation.copies), filed(citation)), open);
}
