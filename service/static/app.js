// The page: one question, its answer as it arrives, and the citations beneath it.

import { ask, Problem } from "./ask.js";
import { card, dated, make, sentence } from "./show.js";

const STATES = {
  answered: "Answered",
  reported: "Reported, not established",
  not_stated: "Not stated in the archive",
  no_evidence: "Nothing found in the archive",
};
const at = (id) => document.getElementById(id);
let asking = null; // the controller of the request under way

at("form").addEventListener("submit", (event) => {
  event.preventDefault();
  run(at("question").value.trim(), at("as-of").value);
});
at("question").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    at("form").requestSubmit();
  }
});
at("stop").addEventListener("click", () => asking?.abort());
at("clear").addEventListener("click", () => {
  at("as-of").value = "";
  at("clear").hidden = true;
  at("as-of").focus();
});
at("as-of").addEventListener("input", () => { at("clear").hidden = !at("as-of").value; });
restore();

async function run(question, asOf) {
  if (!question) return;
  asking?.abort();
  const mine = (asking = new AbortController());
  begin(question, asOf);
  try {
    for await (const { name, data } of ask(question, asOf, mine.signal)) {
      if (asking === mine) SHOW[name]?.(data);
    }
  } catch (error) {
    if (asking === mine) fail(error);
  } finally {
    if (asking === mine) finish();
  }
}

const SHOW = {
  evidence: ({ hits }) => say(hits.length ? `Reading ${hits.length} passages…` : "Nothing close was found…"),
  sentence: (told) => tell(told),
  answer: (answer) => conclude(answer),
};

function begin(question, asOf) {
  for (const id of ["text", "notes", "cards"]) at(id).replaceChildren();
  for (const id of ["notes", "sources", "error"]) at(id).hidden = true;
  at("answer-title").textContent = question;
  at("state").textContent = at("searched").textContent = "";
  delete at("answer").dataset.state;
  at("answer").hidden = false;
  at("answer").setAttribute("aria-busy", "true");
  at("stop").hidden = false;
  say("Searching the archive…");
  remember(question, asOf);
}

function finish() {
  asking = null;
  at("answer").setAttribute("aria-busy", "false");
  at("stop").hidden = true;
}

function tell({ sentence: told, citations }) {
  const known = new Map(citations.map((citation) => [citation.id, citation]));
  at("text").append(sentence(told, known, focusCard));
  for (const citation of citations) {
    if (!at(`citation-${citation.marker}`)) at("cards").append(card(citation, { numbered: true }));
  }
  at("sources-title").textContent = "Citations";
  at("sources").hidden = false;
}

function conclude(answer) {
  at("answer").dataset.state = answer.status;
  at("state").textContent = STATES[answer.status] ?? answer.status;
  at("searched").textContent = searched(answer);
  at("notes").replaceChildren(...answer.notes.map((note) => make("li", {}, note.text)));
  at("notes").hidden = answer.notes.length === 0;
  if (!answer.sentences.length) abstain(answer);
  say("");
}

function abstain(answer) {
  at("text").textContent = answer.text;
  at("cards").replaceChildren(...answer.nearest.map((citation) => card(citation, { numbered: false })));
  at("sources-title").textContent = "Closest passages";
  at("sources").hidden = answer.nearest.length === 0;
}

function fail(error) {
  say("");
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
  const counted = `Searched ${articles.toLocaleString("en")} ${articles === 1 ? "article" : "articles"}`;
  return [asOf ? `${counted} as of ${dated(asOf)}` : counted, total ? `${(total / 1000).toFixed(2)} s` : ""]
    .filter(Boolean).join(" · ");
}

function say(text) {
  at("status").textContent = text;
}

function focusCard(number) {
  const chosen = at(`citation-${number}`);
  chosen?.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  chosen?.focus({ preventScroll: true });
}

// The question stays in the fragment, which is never sent: coming back from an article asks it again.
function remember(question, asOf) {
  history.replaceState(null, "", `#${new URLSearchParams({ q: question, ...(asOf ? { as_of: asOf } : {}) })}`);
}

function restore() {
  const kept = new URLSearchParams(location.hash.slice(1));
  if (!kept.get("q")) return;
  at("question").value = kept.get("q");
  at("as-of").value = kept.get("as_of") ?? "";
  at("clear").hidden = !at("as-of").value;
  run(kept.get("q"), at("as-of").value);
}
