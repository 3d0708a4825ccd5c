// One question with its answer: an article of its own in the conversation, filled as the answer arrives.

import { card, place, sentence } from "./cards.js";
import { announce, at, button, counted, make, reveal } from "./dom.js";
import { icon } from "./icons.js";
import { panels } from "./panels.js";
import { failureOf, refusal, stateOf, understanding } from "./states.js";
import { exporting } from "./taking.js";

/** A question and what is shown of its answer. */
export class Turn {
  /**
   * @param {number} number which one of the conversation it is
   * @param {string} question
   * @param {{filters: object, address: () => string, onRetry: (turn: Turn) => void}} how
   */
  constructor(number, question, { filters, address, onRetry }) {
    Object.assign(this, { name: `turn-${number}`, question, filters, address, onRetry });
    this.state = make("p", { class: "state" });
    this.understood = make("p", { class: "understood", hidden: true });
    this.text = make("div", { class: "told" });
    this.more = make("div", { class: "more" });
    this.cards = make("ol", { class: "cards" });
    this.heading = make("h3", { class: "section", id: `${this.name}-sources` }, "Citations");
    this.sources = make("section", { class: "sources", "aria-labelledby": `${this.name}-sources`, hidden: true }, this.heading, this.cards);
    this.element = make("article", { class: "turn", id: this.name, "aria-labelledby": `${this.name}-asked`, tabindex: "-1" },
      make("h2", { class: "asked", id: `${this.name}-asked`, dir: "auto" }, question),
      make("div", { class: "said" }, this.state, this.understood, this.text, this.more), this.sources);
    for (const [on, off] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
      this.element.addEventListener(on, (event) => this.light(event.target));
      this.element.addEventListener(off, () => this.light(null));
    }
    this.element.addEventListener("click", (event) => this.light(event.target)); // a finger does not stay over anything
    this.wait();
  }

  /** Waits for its answer, from the start. */
  wait() {
    this.done = false;
    this.request = null;
    this.answer = null;
    this.known = new Map();
    this.part = null;
    for (const each of [this.text, this.more, this.cards]) each.replaceChildren();
    this.sources.hidden = this.understood.hidden = true;
    this.become({ name: "busy", words: "Searching the archive…" });
    this.element.setAttribute("aria-busy", "true");
  }

  /** Shows one event of the stream. @param {{name: string, data: object}} event */
  take({ name, data }) {
    if (name === "start") this.understand(data.interpreted);
    if (name === "evidence") this.become({ name: "busy", words: data.hits.length ? `Reading ${counted(data.hits.length, "passage")}…` : "Nothing close was found…" });
    if (name === "sentence") this.tell(data);
    if (name === "answer") this.conclude(data);
  }

  /** Says that there is no answer, and why. @param {Error} error */
  fail(error) {
    const failure = failureOf(error);
    this.become(failure);
    if (failure.detail) {
      this.more.append(make("div", { class: "error", role: "alert" }, make("p", {}, failure.detail),
        failure.requestId ? make("p", { class: "request" }, `Request ${failure.requestId}`) : null));
    }
    this.more.append(make("div", { class: "actions" }, button("Try again", () => this.onRetry(this))));
    announce(failure.words);
    this.finish();
  }

  finish() {
    this.done = true;
    this.element.setAttribute("aria-busy", "false");
  }

  understand(interpreted) {
    const lines = understanding(this.question, interpreted, this.filters);
    this.understood.replaceChildren(...lines.map((line) => make("span", { dir: "auto" }, line)));
    this.understood.hidden = !lines.length;
  }

  tell({ sentence: told, citations }) {
    this.learn(citations, told);
    if (this.part !== told.part) this.text.append(make("p", { class: "text", dir: "auto" }));
    this.part = told.part;
    this.text.lastElementChild.append(sentence(told, this.known, (number) => this.point(number)));
    const glosses = (told.glosses ?? []).map(({ text }) => text).join(", ");
    announce(glosses ? `${told.text} (${glosses})` : told.text);
  }

  learn(citations, said = null) {
    for (const citation of citations) {
      if (this.known.has(citation.id)) continue;
      this.known.set(citation.id, citation);
      this.cards.append(card(citation, { numbered: true, id: this.cardId(citation.marker), said }));
    }
    this.sources.hidden = !this.known.size;
  }

  conclude(answer) {
    this.answer = answer;
    const { name, words } = stateOf(answer);
    this.become({ name, words });
    this.learn(answer.citations);
    this.lead(answer.citations);
    this.understand(answer.interpreted);
    if (!answer.sentences.length) this.abstain(answer);
    this.more.replaceChildren(...panels(answer, this.known, (number) => this.point(number)), exporting(this));
    announce(answer.sentences.length ? `${words}. ${counted(answer.sentences.length, "sentence")}, ${counted(this.known.size, "citation")}.` : `${words}. ${refusal(answer)}`);
    this.finish();
  }

  abstain(answer) {
    this.text.replaceChildren(make("p", { class: "text abstained", dir: "auto" }, refusal(answer)));
    this.cards.replaceChildren(...answer.nearest.map((citation) => card(citation, { numbered: false, others: answer.nearest })));
    this.heading.textContent = answer.reason === "false_premise" ? "What it says instead" : "Closest passages";
    this.sources.hidden = !answer.nearest.length;
  }

  // Each card opens its article with everything marked that the answer cites of it, which only the whole answer tells
  lead(citations) {
    for (const each of citations) at(this.cardId(each.marker)).querySelector(".open").href = place(each, citations);
  }

  become({ name, words }) {
    this.element.dataset.state = name;
    this.state.replaceChildren(icon(name), make("span", { dir: "auto" }, words));
  }

  point(number) {
    reveal(at(this.cardId(number)), { focus: true });
  }

  // A sentence lights what it cites, a marker and a card everything that cites the same
  light(target) {
    const from = target?.closest?.("[data-cites]");
    const wanted = new Set((from?.closest(".sentence") ?? from)?.dataset.cites.split(" ").filter(Boolean));
    for (const each of this.element.querySelectorAll(".sentence, .card, .dot")) {
      each.classList.toggle("lit", (each.dataset.cites ?? "").split(" ").some((number) => wanted.has(number)));
    }
  }

  cardId(number) {
    return `${this.name}-citation-${number}`;
  }
}
