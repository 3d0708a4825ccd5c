// The view that finds everything on a matter: passages page by page, with the words that were asked for marked.

import { filed, place, web } from "./cards.js";
import { announce, button, counted, make } from "./dom.js";
import { histogram } from "./histogram.js";
import { asking, failure, head, heading, latest, origin, printings, searched } from "./listing.js";
import { excerpt, found, marked } from "./marking.js";
import { state, update } from "./state.js";

const PAGE = 20;
const MOST = 100; // of one request
const SORTS = { "": "Relevance", newest: "Newest first", oldest: "Oldest first" };
const ask = latest();
const parts = {};
let told = null; // what is on the page
let shown = []; // its hits
let cursor = null;

/** Builds the view. @param {HTMLElement} root */
export function mount(root) {
  const { form, field } = asking({ id: "search-words", label: "Everything on", act: "Search", again: () => run(),
    hint: "“Words in quotes” must stand in a passage as they are; a word with a minus, -word, must not." });
  const order = make("select", { id: "search-order" }, ...Object.entries(SORTS).map(([value, label]) => make("option", { value }, label)));
  order.addEventListener("change", () => update({ sort: order.value }));
  Object.assign(parts, { field, order, months: histogram(), title: heading(),
    count: make("p", { class: "searched" }), hits: make("ol", { class: "hits" }), end: make("div", { class: "hits-end" }) });
  parts.ordering = make("div", { class: "ordering" }, make("label", { class: "label", for: "search-order" }, "Order"), order);
  parts.results = make("section", { class: "results", "aria-label": "Passages", hidden: true },
    make("header", { class: "results-head" }, parts.title, parts.ordering),
    parts.count, parts.hits, parts.end);
  parts.hits.addEventListener("keydown", walk);
  root.append(form, parts.months.element, parts.results);
}

/** Shows what the state asks for. @param {import("./state.js").State} next @param {import("./state.js").State | null} before */
export function show({ view, q, filters, sort }, before) {
  parts.months.show(filters);
  parts.order.value = Object.hasOwn(SORTS, sort) ? sort : "";
  parts.field.value = q;
  if (!q && before?.view !== view) parts.field.focus();
  const wanted = JSON.stringify([q, filters, sort]);
  if (wanted === told) return;
  told = wanted;
  parts.results.hidden = !q;
  if (q) run();
}

async function run() {
  const { q } = state();
  shown = [];
  head(parts.title, q, "Searching…");
  for (const each of [parts.hits, parts.end, parts.count]) each.replaceChildren();
  parts.months.point([]);
  announce("Searching…");
  const kept = history.state ?? {}; // how far the reader had come, before the page was left or loaded again
  await page(Math.min(MOST, Math.max(PAGE, kept.shown ?? 0)));
  if (kept.opened !== undefined) parts.hits.children[kept.opened]?.querySelector(".open").focus();
}

async function page(limit) {
  const { q, filters, sort } = state();
  parts.results.setAttribute("aria-busy", "true");
  try {
    const result = await ask("/v1/search", { question: q, ...filters, limit, cursor: shown.length ? cursor : null, ...(sort && Object.hasOwn(SORTS, sort) ? { sort } : {}) });
    if (result) add(result, q);
  } catch (error) {
    if (!shown.length) head(parts.title, q, "Not searched");
    parts.end.replaceChildren(failure(error, () => (shown.length ? page(PAGE) : run())));
    parts.results.setAttribute("aria-busy", "false");
  }
}

function add({ hits, next, searched: scope }, q) {
  const first = shown.length;
  shown = [...shown, ...hits];
  cursor = next;
  parts.hits.append(...hits.map((each) => hit(each, q)));
  head(parts.title, q, counts());
  parts.count.textContent = searched(scope, shown.length > 0);
  parts.months.point(shown.filter(({ text }) => found(text, q).length).map(({ published }) => published));
  parts.ordering.hidden = !shown.length;
  parts.end.replaceChildren(...ending(scope));
  parts.results.setAttribute("aria-busy", "false");
  announce(counts());
  if (first) parts.hits.children[first]?.querySelector(".open").focus();
}

async function more() {
  const before = shown.length;
  await page(PAGE);
  if (shown.length > before) history.replaceState({ shown: shown.length }, "");
}

function counts() {
  if (!shown.length) return "Nothing found";
  const of = new Set(shown.map(({ article }) => article)).size;
  return `${cursor ? "First " : ""}${counted(shown.length, "passage")} of ${counted(of, "article")}`;
}

function ending(scope) {
  if (!shown.length) return nothing(scope);
  return [cursor ? button("More", more, { class: "quiet more-hits" }) : make("p", { class: "hint" }, "That is all.")];
}

function nothing({ articles }) {
  const { q, filters } = state();
  const advice = [
    articles ? null : "No article is left by the filters.",
    /["“”]/.test(q) ? "Words in quotes must stand in a passage just so: without the quotes more may be found." : null,
    /(^|\s)-\p{L}/u.test(q) ? "A word with a minus leaves every passage out that has it." : null,
  ].filter(Boolean);
  const { from, to, ...others } = filters;
  return [...advice.map((each) => make("p", { class: "hint" }, each)),
    from || to ? button("Search all dates", () => update({ filters: others })) : null].filter(Boolean);
}

function hit(item, q) {
  const spans = found(item.text, q);
  const [from, until] = excerpt(item.text, spans);
  const text = make("p", { class: "passage", dir: "auto" }, from ? "… " : null, ...marked(item.text, spans, from, until),
    until < item.text.length ? " …" : null);
  const whole = until - from < item.text.length ? button("Whole passage", () => {
    text.replaceChildren(...marked(item.text, spans));
    whole.remove();
    open.focus();
  }, { class: "plain" }) : null;
  const open = make("a", { class: "open", href: place(item) }, "Open");
  open.addEventListener("click", () => history.replaceState({ shown: shown.length, opened: shown.indexOf(item) }, ""));
  const title = item.title || "Untitled";
  return make("li", { class: "hit" }, make("h3", { class: "headline", dir: "auto" }, ...marked(title, found(title, q))), origin(item), text,
    spans.length ? null : make("p", { class: "hint near" }, "None of the words stand here: close in meaning."),
    printings(item.copies), make("p", { class: "card-links" }, open, whole, outward(item)), filed(item));
}

function outward({ url }) {
  if (!web(url)) return null;
  return make("a", { class: "outward", href: url, rel: "noopener noreferrer nofollow", target: "_blank" }, "At the source");
}

// The arrows lead from hit to hit, once one is reached.
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [...parts.hits.querySelectorAll(".open")];
  const to = links[links.indexOf(event.target) + step];
  if (!step || !links.includes(event.target) || !to) return;
  event.preventDefault();
  to.focus();
}
