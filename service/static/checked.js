// A checked draft: its text as it was written, each sentence with its state, and the citations of the one that is chosen.

import { card } from "./cards.js";
import { announce, button, counted, dated, make, reveal, worded } from "./dom.js";
import { differing, report } from "./report.js";

/** The states, those first that a writer must look at. */
export const STATES = {
  contradicted: { sign: "✕", word: "contradicted" },
  partly: { sign: "◐", word: "partly supported" },
  not_found: { sign: "?", word: "not found" },
  supported: { sign: "✓", word: "supported" },
  not_checkable: { sign: "–", word: "not checkable" },
};
const PROBLEMS = ["contradicted", "partly", "not_found"];
const EMPTY = {
  not_found: "Nothing here tells of it. It may still be true: ask elsewhere.",
  not_checkable: "A question, wish, demand, opinion or heading, or too long a sentence: nothing that articles could bear out.",
};
let onPaper = () => {}; // makes ready for print what was checked last
addEventListener("beforeprint", () => onPaper());

/**
 * The draft with its states.
 * @param {{text: string, result: {sentences: object[], searched: object}, filters: object, at: string}} check
 * @param {{edit: () => void, again: () => void}} act
 */
export function checked(check, { edit, again }) {
  const { sentences, searched } = check.result;
  const view = { sentences, chosen: null, only: null, spans: [], ruling: make("h3", { class: "ruling" }), place: make("span", { class: "kicker" }),
    told: make("div", {}), back: button("Previous", () => step(view, -1)), ahead: button("Next", () => step(view, 1)) };
  view.move = make("div", { class: "actions" }, view.place, view.back, view.ahead);
  const draft = written(view, check.text);
  const proofs = make("ol", { class: "proofs printed" });
  const root = make("div", { class: "checked" },
    make("header", {},
      make("h2", { tabindex: "-1", class: "title" }, "Your draft, checked"),
      make("p", { class: "tally printed" }, tally(sentences)),
      make("p", { class: "stale notice warn" }, "The filters have changed since. ", button("Check again", again, { class: "plain" })),
      make("div", { class: "check-tools" }, filters(view),
        make("div", { class: "actions" }, tool("Edit", edit), tool("Copy report", () => copy(check)), tool("JSON", () => save(check))))),
    make("div", { class: "check-pair" }, draft, make("section", { class: "beside", "aria-label": "The archive on this sentence" },
      make("div", { class: "beside-head" }, view.ruling, view.move), view.told)),
    proofs,
    make("p", { class: "searched" }, [`Held against ${counted(searched.articles, "article")}`, searched.as_of && `as of ${dated(searched.as_of)}`,
      `checked ${dated(check.at.slice(0, 10))}`].filter(Boolean).join(" · ")));
  onPaper = () => proofs.replaceChildren(...sentences.map(proof));
  choose(view, Math.max(0, sentences.findIndex(({ status }) => PROBLEMS.includes(status))));
  return root;
}

/** "8 sentences: 3 contradicted, 1 supported". @param {object[]} sentences */
export function tally(sentences) {
  const parts = Object.entries(STATES).map(([name, { word }]) => [sentences.filter(({ status }) => status === name).length, word]);
  return `${counted(sentences.length, "sentence")}: ${parts.filter(([count]) => count).map((part) => part.join(" ")).join(", ")}`;
}

function written(view, text) {
  const points = Array.from(text); // offsets count code points, strings count UTF-16 units
  const draft = make("div", { class: "draft", role: "group", "aria-label": "Your draft, sentence by sentence", dir: "auto" });
  let at = 0;
  for (const [n, told] of view.sentences.entries()) {
    draft.append(points.slice(at, told.start).join(""), span(view, n, points.slice(told.start, told.end).join("")));
    at = told.end;
  }
  draft.append(points.slice(at).join(""));
  draft.addEventListener("keydown", (event) => steer(view, event));
  return draft;
}

function span(view, n, words) {
  const told = view.sentences[n];
  const { sign, word } = STATES[told.status];
  const [first] = told.differs;
  const brief = first?.archive && [...first.archive].length < 40 ? first.archive : "";
  const made = make("span", { class: "judged", role: "button", tabindex: "-1", "aria-pressed": "false", "data-status": told.status },
    make("span", { class: "words" }, words),
    make("span", { class: "verdict" }, make("span", { "aria-hidden": "true" }, sign), make("span", { class: "unseen" }, ` (${word}) `),
      brief && make("span", { class: "instead" }, " archive: ", make("bdi", {}, brief))));
  made.addEventListener("click", () => choose(view, n, { focus: true }));
  made.addEventListener("focus", () => choose(view, n));
  view.spans.push(made);
  return made;
}

function steer(view, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const last = view.spans.length - 1;
  const to = { ArrowRight: view.chosen + 1, ArrowDown: view.chosen + 1, ArrowLeft: view.chosen - 1, ArrowUp: view.chosen - 1, Home: 0, End: last }[event.key];
  if (to !== undefined) choose(view, Math.min(last, Math.max(0, to)), { focus: true });
  else if (event.key === "n" || event.key === "p") step(view, event.key === "n" ? 1 : -1, { focus: true });
  else if (event.key !== "Enter" && event.key !== " ") return;
  event.preventDefault();
}

// Those through which one steps: of the state that is shown alone, else what must be looked at
function wanted(view) {
  return view.sentences.flatMap(({ status }, n) => ((view.only ? [view.only] : PROBLEMS).includes(status) ? [n] : []));
}

function step(view, by, { focus = false } = {}) {
  const found = wanted(view);
  const to = by > 0 ? found.find((n) => n > view.chosen) ?? found[0] : found.findLast((n) => n < view.chosen) ?? found.at(-1);
  if (to === undefined) return;
  choose(view, to, { focus });
  reveal(view.spans[to]);
  if (!focus) announce(`${STATES[view.sentences[to].status].word}: ${view.sentences[to].text}`);
}

function choose(view, n, { focus = false } = {}) {
  if (view.chosen !== n) {
    view.spans[view.chosen]?.setAttribute("tabindex", "-1");
    view.spans[view.chosen]?.setAttribute("aria-pressed", "false");
    view.chosen = n;
    view.spans[n].setAttribute("tabindex", "0");
    view.spans[n].setAttribute("aria-pressed", "true");
    rule(view, view.sentences[n]);
    label(view);
  }
  if (focus) reveal(view.spans[n], { focus: true });
}

function rule(view, told) {
  const { sign, word } = STATES[told.status];
  view.ruling.dataset.status = told.status;
  view.ruling.replaceChildren(make("span", { "aria-hidden": "true" }, `${sign} `), word[0].toUpperCase() + word.slice(1));
  view.told.replaceChildren(...beside(told));
  view.told.parentElement.scrollTop = 0;
}

function beside(told) {
  return [
    told.differs.length ? make("ul", { class: "differs" }, ...told.differs.map((each) => make("li", {}, make("bdi", {}, differing(each, told))))) : null,
    told.notes.length ? make("ul", { class: "notes" }, ...told.notes.map((note) => make("li", {}, make("bdi", {}, worded(note.text))))) : null,
    told.citations.length ? make("ol", { class: "cards" }, ...told.citations.map((each) => card(each, { numbered: false })))
      : make("p", { class: "hint" }, EMPTY[told.status] ?? ""),
  ].filter(Boolean);
}

// On paper nothing can be chosen: every sentence stands with what the archive has of it
function proof(told) {
  return make("li", {}, make("p", { class: "proof" }, make("strong", {}, `${STATES[told.status].word}: `), make("bdi", {}, told.text)), ...beside(told));
}

function filters(view) {
  const chips = Object.entries(STATES).flatMap(([name, { sign, word }]) => {
    const count = view.sentences.filter(({ status }) => status === name).length;
    if (!count) return [];
    const chip = button("", () => narrow(view, view.only === name ? null : name, chips), { class: "chip tallied", "aria-pressed": "false", "data-status": name });
    chip.append(make("span", { "aria-hidden": "true", class: "sign" }, sign), `${count} ${word}`);
    return [chip];
  });
  return make("div", { class: "chips", role: "group", "aria-label": "Show only" }, ...chips);
}

function narrow(view, only, chips) {
  view.only = only;
  for (const chip of chips) chip.setAttribute("aria-pressed", String(chip.dataset.status === only));
  for (const [n, each] of view.spans.entries()) each.classList.toggle("passed", Boolean(only) && view.sentences[n].status !== only);
  const first = view.sentences.findIndex(({ status }) => status === only);
  if (first >= 0) choose(view, first);
  label(view);
}

function label(view) {
  const what = view.only ? STATES[view.only].word : "problem";
  const found = wanted(view);
  view.move.hidden = !found.length;
  view.place.textContent = found.includes(view.chosen) ? `${found.indexOf(view.chosen) + 1} of ${found.length}` : "";
  view.back.setAttribute("aria-label", `Previous ${what}`);
  view.ahead.setAttribute("aria-label", `Next ${what}`);
}

const tool = (label, act) => button(label, act, { class: "plain" });

async function copy(check) {
  const text = report(check, STATES, tally(check.result.sentences));
  try {
    await navigator.clipboard.writeText(text);
    announce("The report is copied.");
  } catch {
    download("draft-check.md", "text/markdown", text); // not allowed to copy: a file, then
    announce("The report is downloaded.");
  }
}

function save({ text, result, filters: held, at }) {
  download("draft-check.json", "application/json", JSON.stringify({ text, filters: held, checked_at: at, ...result }, null, 2));
}

function download(name, type, text) {
  const href = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}
