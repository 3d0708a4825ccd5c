// The view in which a question is asked: its answer as it arrives, and the citations beneath it.

import { ask, Problem } from "./api.js";
import { card, sentence } from "./cards.js";
import { announce, at, button, counted, dated, make, reveal } from "./dom.js";
import { state, update } from "./state.js";

const STATES = {
  answered: "Answered",
  reported: "Reported, not established",
  not_stated: "Not stated in the archive",
  no_evidence: "Nothing found in the archive",
};
let asking = null; // the controller of the request under way
let told = null; // the question and filters that are on the page

/** Builds the view. @param {HTMLElement} root */
export function mount(root) {
  const question = make("textarea", { id: "question", rows: 2, maxlength: 4000, required: true,
    placeholder: "What do you want to know?", "aria-describedby": "hint" });
  const asOf = make("input", { id: "as-of", type: "date", min: "1000-01-01", max: "9999-12-31" });
  const form = make("form", { class: "ask" },
    make("label", { class: "label", for: "question" }, "Your question"), question,
    make("div", { class: "controls" },
      make("div", { class: "field" }, make("label", { class: "label", for: "as-of" }, "As of"), asOf),
      make("div", { class: "actions" }, button("Stop", () => asking?.abort(), { id: "stop", hidden: true }),
        make("button", { id: "ask", class: "primary", type: "submit" }, "Ask"))),
    make("p", { class: "hint", id: "hint" }, "Enter asks, Shift and Enter starts a new line. With a date, only what was published by then is read."));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const q = question.value.trim();
    told = null; // asked again, also when nothing has changed
    if (q) update({ q, filters: { ...state().filters, as_of: asOf.value } });
  });
  question.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  root.append(form,
    make("p", { id: "error", class: "error", role: "alert", hidden: true }),
    make("section", { id: "answer", class: "answer", "aria-labelledby": "answer-title", hidden: true },
      make("header", { class: "answer-head" }, make("h2", { id: "answer-title", class: "asked" }), make("p", { id: "state", class: "state" })),
      make("p", { id: "text", class: "text", dir: "auto" }),
      make("ul", { id: "notes", class: "notes", "aria-label": "Notes", hidden: true }),
      make("p", { id: "searched", class: "searched" })),
    make("section", { id: "sources", "aria-labelledby": "sources-title", hidden: true },
      make("h2", { id: "sources-title", class: "label" }, "Citations"), make("ol", { id: "cards", class: "cards" })));
  question.focus();
}

/** Asks what the state says. @param {import("./state.js").State} next */
export function show({ q, filters }) {
  const wanted = JSON.stringify([q, filters]);
  if (!q || wanted === told) return;
  told = wanted;
  at("question").value = q;
  at("as-of").value = filters.as_of ?? "";
  run(q, filters);
}

async function run(question, filters) {
  asking?.abort();
  const mine = (asking = new AbortController());
  begin(question);
  try {
    for await (const { name, data } of ask({ question, ...filters }, mine.signal)) {
      if (asking === mine) SHOW[name]?.(data);
    }
  } catch (error) {
    if (asking === mine) fail(error);
  } finally {
    if (asking === mine) finish();
  }
}

const SHOW = {
  evidence: ({ hits }) => announce(hits.length ? `Reading ${hits.length} passages…` : "Nothing close was found…"),
  sentence: (event) => tell(event),
  answer: (answer) => conclude(answer),
};

function begin(question) {
  for (const id of ["text", "notes", "cards"]) at(id).replaceChildren();
  for (const id of ["notes", "sources", "error"]) at(id).hidden = true;
  at("answer-title").textContent = question;
  at("state").textContent = at("searched").textContent = "";
  delete at("answer").dataset.state;
  at("answer").hidden = false;
  at("answer").setAttribute("aria-busy", "true");
  at("stop").hidden = false;
  announce("Searching the archive…");
}

function finish() {
  asking = null;
  at("answer").setAttribute("aria-busy", "false");
  at("stop").hidden = true;
}

function tell({ sentence: shown, citations }) {
  const known = new Map(citations.map((citation) => [citation.id, citation]));
  at("text").append(sentence(shown, known, (number) => reveal(at(`citation-${number}`), { focus: true })));
  for (const citation of citations) {
    if (!at(`citation-${citation.marker}`)) at("cards").append(card(citation, { numbered: true }));
  }
  at("sources-title").textContent = "Citations";
  at("sources").hidden = false;
  announce(shown.text);
}

function conclude(answer) {
  at("answer").dataset.state = answer.status;
  at("state").textContent = STATES[answer.status] ?? answer.status;
  at("searched").textContent = searched(answer);
  at("notes").replaceChildren(...answer.notes.map((note) => make("li", {}, note.text)));
  at("notes").hidden = answer.notes.length === 0;
  if (!answer.sentences.length) abstain(answer);
}

function abstain(answer) {
  at("text").textContent = answer.text;
  at("cards").replaceChildren(...answer.nearest.map((citation) => card(citation, { numbered: false })));
  at("sources-title").textContent = "Closest passages";
  at("sources").hidden = answer.nearest.length === 0;
  announce(answer.text);
}

function fail(error) {
  at("answer").dataset.state = "error";
  if (error.name === "AbortError") {
    at("state").textContent = "Stopped";
    return;
  }
  at("state").textContent = "Error";
  at("error").textContent = error instanceof Problem ? `${error.title}. ${error.message}` : "The service can't be reached.";
  at("error").hidden = false;
}

function searched({ searched: { articles, as_of: asOf }, timings_ms: { total } }) {
  const found = `Searched ${counted(articles, "article")}`;
  return [asOf ? `${found} as of ${dated(asOf)}` : found, total ? `${(total / 1000).toFixed(2)} s` : ""].filter(Boolean).join(" · ");
}
