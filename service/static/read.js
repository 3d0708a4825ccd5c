// The reader with a script: from one cited place to the next, what is selected copied with its source. All else works without.

import { announce, at, button } from "./dom.js";

const QUOTED = 2_000; // characters of a selection that are offered as a quote
const article = at("article");
const places = [...document.querySelectorAll(".reader mark, .reader .also")];
let here = Math.max(0, places.findIndex((place) => `#${place.id}` === location.hash));

if (!location.hash || location.hash === "#cited") at("cited")?.scrollIntoView({ block: "center" });
if (places.length > 1) addSteps(document.querySelector(".steps"));
if (article?.dataset.article) addCopying(at("bar"));
addOpening(document.querySelectorAll(".fold"));
addHushing();

function addSteps(steps) {
  if (!steps) return;
  const cited = places.findIndex(({ id }) => id === "cited");
  if (!location.hash && cited >= 0) here = cited;
  const step = (by, sign, label, keys) => button(sign, () => go(here + by),
    { "aria-label": label, "aria-keyshortcuts": keys, title: `${label} (${keys.replace("Arrow", "")})` });
  steps.before(step(-1, "‹", "Previous cited words", "Alt+ArrowUp"));
  steps.after(step(1, "›", "Next cited words", "Alt+ArrowDown"));
  document.addEventListener("keydown", (event) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(here + by);
  });
  addEventListener("hashchange", () => show(places.findIndex((place) => `#${place.id}` === location.hash)));
  show(here);
}

function go(to) {
  const place = places[(to + places.length) % places.length];
  if (location.hash === `#${place.id}`) show(places.indexOf(place));
  else location.hash = place.id;
  place.focus({ preventScroll: true });
  announce(`Cited words ${places.indexOf(place) + 1} of ${places.length}`);
}

function show(now) {
  if (now < 0) return;
  here = now;
  places.forEach((place, n) => place.classList.toggle("here", n === now));
  for (const link of document.querySelectorAll(".step")) {
    if (link.hash === `#${places[now].id}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

function addCopying(bar) {
  let chosen = null;
  const copies = button("Copy quote with source", async () => {
    announce((await copy(written(chosen))) ? "Copied." : "The browser does not let this page copy.");
  }, { hidden: true });
  copies.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
  bar.append(copies);
  document.addEventListener("selectionchange", () => {
    chosen = selected();
    copies.hidden = !chosen;
  });
}

/** What is selected within the text or the headline: its words, and where they are in code points. */
function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const whole = [".body", ".title"].map((name) => article.querySelector(name)).find((each) => each?.contains(range.commonAncestorContainer));
  if (!whole) return null;
  const before = document.createRange();
  before.setStart(whole, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const words = range.toString();
  const lead = words.length - words.trimStart().length;
  const quote = words.trim();
  if (!quote || quote.length > QUOTED) return null;
  const start = points(before.toString() + words.slice(0, lead));
  return { quote, start, end: start + points(quote), field: whole.matches(".title") ? "title" : null };
}

function written({ quote, start, end, field }) {
  const { article: key, revision, origin, address } = article.dataset;
  const query = new URLSearchParams({ revision, start, end, ...(field ? { field } : {}) });
  const title = article.querySelector(".title").textContent.trim();
  return `“${quote}”\n${origin}: ${title}\n${address}/read/${key}?${query}#cited\n`;
}

/** Offsets count code points, strings count UTF-16 units. */
function points(text) {
  return Array.from(text).length;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch { // not a secure context, or not allowed: the older way
    const put = (event) => {
      event.clipboardData.setData("text/plain", text);
      event.preventDefault();
    };
    document.addEventListener("copy", put, { once: true });
    const done = document.execCommand("copy");
    document.removeEventListener("copy", put);
    return done;
  }
}

function addOpening(folds) {
  if (!folds.length) return;
  const whole = button("Show the whole", () => {
    const open = [...folds].some((fold) => !fold.open);
    for (const fold of folds) fold.open = open;
    whole.textContent = open ? "Show only what changed" : "Show the whole";
  });
  at("bar").append(whole);
}

/** Escape takes away what a date means, until the pointer or the focus moves on. */
function addHushing() {
  document.addEventListener("keydown", ({ key }) => key === "Escape" && document.body.classList.add("hushed"));
  for (const moved of ["focusin", "pointerover"]) {
    document.addEventListener(moved, ({ target }) => target.closest?.(".when") && document.body.classList.remove("hushed"));
  }
}
