// A citation as a card, and a sentence with its markers.

import { dated, make } from "./dom.js";

/** A sentence with its markers; `onMarker` is told the number that was chosen. */
export function sentence(told, citations, onMarker) {
  const numbers = told.citations.map((id) => citations.get(id)?.marker).filter(Boolean);
  const markers = numbers.map((number) => {
    const button = make("button", { type: "button", class: "marker", "aria-label": `Citation ${number}` }, `[${number}]`);
    button.addEventListener("click", () => onMarker(number));
    return button;
  });
  return make("span", { class: "sentence" }, ...pointed(told), ...markers, " ");
}

/** A card that shows a quote in its place, and opens the article there. */
export function card(citation, { numbered }) {
  const number = numbered ? make("span", { class: "number", "aria-hidden": "true" }, String(citation.marker)) : null;
  return make("li", { class: "card", id: numbered ? `citation-${citation.marker}` : null, tabindex: "-1" },
    make("div", { class: "card-head" }, number, make("div", {},
      make("h3", { class: "headline", dir: "auto" }, citation.title || "Untitled"),
      make("p", { class: "origin" }, ...origin(citation)))),
    make("blockquote", { class: "quote", dir: "auto" },
      make("span", { class: "around" }, started(citation.prefix)),
      make("mark", {}, citation.quote),
      make("span", { class: "around" }, ended(citation.suffix))),
    make("p", { class: "card-links" },
      make("a", { class: "open", href: place(citation) }, "Open"), outward(citation)));
}

/**
 * The address of a citation's words in our reader.
 * @param {object[]} [others] citations of the same answer: those of the same revision are marked there too
 */
export function place({ id, article, revision, start, end, field }, others = []) {
  const query = new URLSearchParams({ revision, start, end, ...(field === "title" ? { field } : {}) });
  const beside = others.filter((each) => each.id !== id && each.article === article && each.revision === revision && each.field !== "title");
  for (const each of beside.slice(0, 50)) query.append("also", `${each.start}-${each.end}`);
  return `/read/${encodeURIComponent(article)}?${query}#cited`;
}

function origin(citation) {
  const date = citation.published ? make("time", { datetime: citation.published }, dated(citation.published)) : "undated";
  return [make("bdi", { class: "outlet" }, citation.source || "Unknown outlet"), " · ", date];
}

function outward({ url, link }) {
  if (!/^https?:\/\//i.test(url ?? "")) return null;
  return make("a", { class: "outward", href: /^https?:\/\//i.test(link ?? "") ? link : url,
    rel: "noopener noreferrer nofollow", target: "_blank" }, "At the source");
}

function pointed({ text, highlight, glosses }) {
  const points = Array.from(text); // offsets count code points, strings count UTF-16 units
  const [start, end] = highlight ?? [0, 0];
  const cuts = [...new Set([0, start, end, ...(glosses ?? []).map(({ at }) => at), points.length])].sort((a, b) => a - b);
  const pieces = cuts.slice(1).flatMap((until, n) => {
    const piece = points.slice(cuts[n], until).join("");
    const lit = cuts[n] >= start && until <= end ? make("strong", {}, piece) : piece;
    const meant = (glosses ?? []).filter(({ at }) => at === until).map((gloss) => make("span", { class: "gloss" }, ` [${gloss.text}]`));
    return [lit, ...meant];
  });
  return [make("bdi", {}, ...pieces)];
}

// What stands around a quote is cut anywhere: without the word that was cut in two.
function started(prefix) {
  return prefix ? `… ${prefix.replace(/^\S+\s/, "").trimStart()}` : "";
}

function ended(suffix) {
  return suffix ? `${suffix.replace(/\s\S+$/, "").trimEnd()} …` : "";
}
