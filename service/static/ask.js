// The view in which questions are asked: a conversation, each answer as it arrives.

import { ask } from "./api.js";
import { announce, at, button, dated, make } from "./dom.js";
import { asked, forget, remember } from "./past.js";
import { address, state, update } from "./state.js";

const REMEMBERED = 12; // earlier turns that are sent along: they give names and dates to elliptical words, nothing else
const LONGEST = 20_000; // characters of one of them
/** @type {import("./turn.js").Turn[]} */
let turns = [];
let Turn = null; // its module comes behind the field: nobody needs it before the first question
let held = "{}"; // the filters under which they were asked
let asking = null; // the controller of the request under way

/** Builds the view. @param {HTMLElement} root */
export function mount(root) {
  root.classList.add("wide");
  root.append(
    make("p", { class: "lead", id: "lead", hidden: Boolean(state().q) }, "What does the archive say?"),
    make("div", { id: "turns" }), form(), make("p", { id: "held", class: "held" }),
    make("p", { id: "offline", class: "notice warn", role: "status", hidden: navigator.onLine }, "This device has no connection: what is on the page stays, new questions have to wait."),
    make("section", { id: "past", class: "past", "aria-labelledby": "past-title" }, make("h2", { class: "section", id: "past-title" }, "Asked before"),
      make("ul", { id: "past-list" }), make("p", { class: "hint" }, "Kept in this browser only. ", button("Clear", clear, { class: "plain", "aria-label": "Clear the questions asked before" }))));
  for (const name of ["online", "offline"]) addEventListener(name, () => (at("offline").hidden = navigator.onLine));
  document.addEventListener("keydown", (event) => document.body.classList.toggle("untipped", event.key === "Escape"));
  document.addEventListener("pointerover", () => document.body.classList.remove("untipped"));
  import("./turn.js"); // so that it is there when it is needed
}

function form() {
  const question = make("textarea", { id: "question", rows: 1, maxlength: 4000, required: true, placeholder: "Ask a question", "aria-describedby": "hint" });
  const made = make("form", { class: "ask", id: "asking" },
    make("label", { class: "unseen", for: "question" }, "Your question"),
    make("div", { class: "composer" }, question, button("Stop", stop, { id: "stop", hidden: true }), make("button", { id: "ask", class: "primary", type: "submit" }, "Ask")),
    make("div", { class: "under" }, make("p", { class: "hint", id: "hint" }, "Enter asks, Shift and Enter starts a new line."), button("New conversation", renew, { id: "renew", class: "plain", hidden: true })));
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    const q = question.value.trim();
    if (!q) return;
    question.value = "";
    update(turns.length ? { more: [...state().more, q] } : { q });
  });
  question.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    made.requestSubmit();
  });
  return made;
}

/** Shows the conversation that the state tells of, and asks what is new in it. @param {import("./state.js").State} next */
export async function show(next, before) {
  const { q, more, filters } = next;
  const wanted = q ? [q, ...more] : [];
  if (!before || before.view !== "ask" || !wanted.length) at("question").focus({ preventScroll: true });
  if (wanted.length && !Turn) Turn = (await import("./turn.js")).Turn;
  if (state() !== next) return; // it has changed while the module came
  const same = JSON.stringify(filters) === held;
  const kept = same ? turns.findIndex((turn, n) => turn.question !== wanted[n]) : 0;
  if (kept >= 0) drop(kept);
  held = JSON.stringify(filters);
  for (const question of wanted.slice(turns.length)) add(question, filters);
  arrange();
  settle();
}

function drop(from) {
  if (turns.slice(from).some((turn) => turn === asking?.turn)) asking.abort();
  for (const turn of turns.splice(from)) turn.element.remove();
}

function add(question, filters) {
  const n = turns.length;
  const onRetry = (turn) => {
    turn.wait();
    settle();
    at("question").focus({ preventScroll: true });
  };
  const link = () => new URL(address({ view: "ask", more: state().more.slice(0, n) }), location.href).href;
  const turn = new Turn(n + 1, question, { filters, address: link, onRetry });
  turns.push(turn);
  at("turns").append(turn.element);
}

function arrange() {
  const begun = turns.length > 0;
  at("asking").classList.toggle("begun", begun);
  at("lead").hidden = begun;
  at("renew").hidden = !begun;
  at("question").setAttribute("placeholder", begun ? "Ask a follow-up" : "Ask a question");
  document.title = begun ? `${turns[0].question.slice(0, 80)} – Dateline` : "Dateline";
  recall(begun);
  at("held").hidden = begun;
  if (!begun) hold(state().filters);
}

// What there is to ask about; when that can't be had, the first question tells why
async function hold(filters) {
  const { held, holding } = await import("./holding.js");
  const found = await held(filters).catch(() => null);
  if (turns.length || state().filters !== filters) return;
  const empty = Object.keys(filters).length ? ["No article matches the filters."] : ["The archive is empty. ", make("a", { href: address({ view: "archive" }) }, "Add articles")];
  at("held").replaceChildren(...(found?.total ? holding(found, filters) : found ? empty : []));
}

function recall(begun) {
  const all = begun ? [] : asked();
  at("past").hidden = !all.length;
  at("past-list").replaceChildren(...all.map(({ q, hash, at: when }) => make("li", {},
    make("a", { href: hash.startsWith("#") ? hash : "#", dir: "auto" }, q), make("time", { class: "origin", datetime: when }, dated(when)))));
}

// One after the other: each question is understood by the answers before it
async function settle() {
  const turn = turns.find((each) => !each.done);
  at("stop").hidden = !turn;
  if (!turn || (asking && !asking.signal.aborted)) return;
  await run(turn);
  settle();
}

async function run(turn) {
  const mine = (asking = Object.assign(new AbortController(), { turn }));
  turn.element.scrollIntoView({ block: "start" });
  announce("Searching the archive…");
  remember(turns[0].question, location.hash);
  try {
    turn.request = { ...said(turn), ...turn.filters };
    for await (const event of ask(turn.request, mine.signal)) turn.take(event);
    if (!turn.done) throw new TypeError("the answer broke off");
  } catch (error) {
    if (turns.includes(turn)) turn.fail(error);
  } finally {
    if (asking === mine) asking = null;
  }
}

function said(turn) {
  const before = turns.slice(0, turns.indexOf(turn)).filter((each) => each.answer).slice(-REMEMBERED);
  if (!before.length) return { question: turn.question };
  const messages = before.flatMap(({ question, answer }) => [{ role: "user", content: question }, { role: "assistant", content: answer.text.slice(0, LONGEST) }]);
  return { messages: [...messages, { role: "user", content: turn.question }] };
}

function stop() {
  for (const turn of turns) if (!turn.done && turn !== asking?.turn) turn.fail(new DOMException("stopped", "AbortError"));
  asking?.abort();
  at("question").focus({ preventScroll: true });
}

function renew() {
  update({ q: "" });
  scrollTo({ top: 0 });
  at("question").focus();
}

function clear() {
  forget();
  recall(false);
  at("question").focus();
}
