// Saved answers, where the service keeps them: pinned ones in a list, each as its citations stand today.

import { call } from "./api.js";
import { card, sentence } from "./cards.js";
import { announce, button, counted, dated, make, reveal } from "./dom.js";
import { beside } from "./panels.js";
import { address, state, update } from "./state.js";
import { refusal } from "./states.js";
import { carrying } from "./taking.js";
import { trouble } from "./trouble.js";

const STATUS = { answered: "Answered", reported: "Reported, not established", not_stated: "Not stated in the archive", no_evidence: "Nothing found" };
const STATES = { current: ["good", "Unchanged"], superseded: ["warn", "Superseded"], corrected: ["bad", "Corrected"], withdrawn: ["bad", "Withdrawn"] };
let page = null;
let configured = null; // the promise of an answer: it stays the same while the page is open

/** Whether this service keeps answers. @returns {Promise<boolean>} */
export function isConfigured() {
  configured ??= call("/v1/answers", { query: { limit: 1 } }).then(({ answers }) => answers !== null, () => {
    configured = null; // another key may be let in
    return false;
  });
  return configured;
}

/**
 * Keeps an answer: what was asked is asked once more and kept, since no page may tell the service what it has said.
 * @param {{sentences: {text: string}[]}} answer as it is shown
 * @param {object} request what POST /v1/answers was sent
 * @returns {Promise<{id: string, same: boolean}>} `same`: whether what is kept has the sentences that are shown
 */
export async function pin(answer, request) {
  const kept = await call("/v1/answers", { body: { ...request, stream: false, save: true } });
  const words = ({ sentences }) => sentences.map(({ text }) => text).join("\n");
  return { id: kept.id, same: words(kept) === words(answer) };
}

/** Builds the view. @param {HTMLElement} root */
export function mount(root) {
  root.classList.add("saved");
  page = { list: make("div", { "aria-busy": "true" }), one: make("div", {}) };
  root.append(page.list, page.one);
}

/** Where an answer that is kept is opened. @param {string} id */
export const placeOf = (id) => address({ view: "saved", saved: id });

/** Shows the list, or the answer that is opened. @param {import("./state.js").State} next @param {import("./state.js").State} before */
export function show({ view, saved }, before) {
  if (before?.view === view && before.saved === saved) return;
  if (saved) open(saved);
  else list();
}

async function list(cursor = null) {
  page.one.replaceChildren();
  page.list.hidden = false;
  try {
    const { answers, next } = await call("/v1/answers", { query: { cursor } });
    if (state().saved) return; // one was opened meanwhile
    page.list.replaceChildren(make("h2", { class: "title", tabindex: "-1" }, "Saved answers"), ...listed(answers, next, cursor));
  } catch (error) {
    page.list.replaceChildren(make("p", { class: "error", role: "alert" }, trouble(error)));
  }
  page.list.setAttribute("aria-busy", "false");
}

function listed(answers, next, cursor) {
  if (answers === null) return [make("p", {}, "This service keeps no answers. Whoever runs it can turn that on: ", make("code", {}, "DATELINE_SAVED_ANSWERS"), ".")];
  if (!answers.length && !cursor) return [make("p", {}, "None yet. “Save” beneath an answer keeps it, with its citations.")];
  return [make("ul", { class: "pinned" }, ...answers.map(entry)),
    make("p", { class: "actions" }, cursor ? button("Newest", () => list()) : null, next ? button("Older", () => list(next)) : null)];
}

function entry({ id, question, status, saved_at: at, citations, changed }) {
  const standing = changed ? `${changed} of ${counted(citations, "citation")} changed` : citations ? "All citations stand" : "";
  return make("li", {}, make("a", { class: "pin", href: placeOf(id), dir: "auto" }, question),
    make("p", { class: "kicker" }, `${STATUS[status] ?? status} · saved ${dated(at)} `, standing && make("span", { class: `badge ${changed ? "warn" : "good"}` }, standing)));
}

async function open(id) {
  page.list.hidden = true;
  page.one.replaceChildren();
  try {
    const kept = await call(`/v1/answers/${encodeURIComponent(id)}`);
    if (state().saved !== id) return;
    page.one.replaceChildren(opened(kept));
    reveal(page.one.querySelector("h2"), { focus: true });
    announce(standing(kept));
  } catch (error) {
    page.one.replaceChildren(make("p", { class: "error", role: "alert" }, trouble(error)), back());
  }
}

function opened(kept) {
  const { asked, citations, nearest, sentences } = kept;
  const byId = new Map(citations.map((each) => [each.id, each]));
  const cards = citations.map((each) => cited(each, true, citations));
  const to = (number) => reveal(cards[citations.findIndex(({ marker }) => marker === number)], { focus: true });
  return make("article", { class: "kept", "data-state": kept.status },
    back(),
    make("h2", { class: "title", tabindex: "-1", dir: "auto" }, asked.question),
    make("p", { class: "kicker" }, [STATUS[kept.status], `saved ${dated(kept.saved_at)}`, asked.filters.as_of && `as of ${dated(asked.filters.as_of)}`].filter(Boolean).join(" · ")),
    make("p", { class: "standing" }, standing(kept)),
    kept.withheld ? make("p", { class: "notice warn" }, `${counted(kept.withheld, "sentence")} of this answer ${kept.withheld === 1 ? "rests" : "rest"} on what was withdrawn, and may not be shown any more.`) : null,
    make("p", { class: "text", dir: "auto" }, ...(sentences.length ? sentences.map((told) => sentence(told, byId, to)) : [refusal(kept)])),
    ...beside({ ...kept, interpreted: { question: asked.question } }, byId, to), again(asked, kept.id),
    make("div", { class: "actions taking" }, ...carrying({ question: asked.question, address: () => location.href,
      answer: { ...kept, searched: { as_of: asked.filters.as_of ?? null } } })),
    cards.length ? make("h3", { class: "section" }, "Citations, as they stand today") : null, make("ol", { class: "cards" }, ...cards),
    nearest.length ? make("h3", { class: "section" }, "Closest passages") : null, make("ol", { class: "cards" }, ...nearest.map((each) => cited(each, false, nearest))));
}

const back = () => make("p", {}, make("a", { class: "back", href: address({ view: "saved" }) }, "All saved answers"));

function standing({ citations }) {
  const counts = Object.keys(STATES).map((state) => [citations.filter((each) => each.state === state).length, state]);
  const changed = counts.filter(([count, state]) => count && state !== "current").map(([count, state]) => `${count} ${state}`);
  if (!citations.length) return "Nothing was cited.";
  return changed.length ? `Of ${counted(citations.length, "citation")}: ${changed.join(", ")}.` : "All citations stand as they did.";
}

function cited(citation, numbered, others) {
  const [kind, words] = STATES[citation.state] ?? ["", citation.state];
  const badge = make("p", { class: "badges" }, make("span", { class: `badge ${kind}` }, words));
  if (citation.state === "withdrawn") {
    return make("li", { class: "card", tabindex: "-1", "data-cites": citation.marker }, numbered ? make("span", { class: "number", "aria-hidden": "true" }, String(citation.marker)) : null, badge,
      make("p", { class: "hint" }, "Its outlet has withdrawn the article, or it was deleted here."));
  }
  const made = card(citation, { numbered, others });
  if (!made.querySelector(".badge.warn, .badge.bad")) made.querySelector(".quote").after(badge);
  return made;
}

function again({ question, filters: { as_of: asOf, ...filters } }, id) {
  const ask = (words, held) => make("a", { class: "open", href: address({ view: "ask", q: question, filters: held }) }, words);
  let sure = false;
  const remove = button("Delete", async () => {
    if (!sure) {
      sure = true;
      remove.textContent = "Delete for good";
      return;
    }
    await call(`/v1/answers/${encodeURIComponent(id)}`, { method: "DELETE" }).then(() => update({ saved: "" }, { replace: true }), (error) => page.one.append(make("p", { class: "error", role: "alert" }, trouble(error))));
    announce("Deleted.");
  }, { class: "plain" });
  return make("p", { class: "actions asked-again" }, ask("Ask again today", filters), asOf ? ask(`Ask again as of ${dated(asOf)}`, { ...filters, as_of: asOf }) : null, remove);
}
