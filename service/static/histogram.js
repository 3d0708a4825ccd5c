// Articles by month, drawn; a stretch of months that is brushed or set by its two handles becomes the filters from and to.

import { call } from "./api.js";
import { announce, button, counted, dated, make } from "./dom.js";
import { barOf, barred, widened } from "./months.js";
import { state, update } from "./state.js";

const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 64; // of the tallest bar, in pixels
const LABELS = HEIGHT + 38; // the line that the years are written on, beneath the handles
const SETTLED_MS = 400; // after which a handle is taken to stand where it was wanted
const FEW = 5; // labels that a narrow screen has room for
let made = 0;

/**
 * A histogram of what the filters leave, what shows it anew, and what points out the months of dates.
 * @returns {{element: HTMLElement, show: (filters: import("./state.js").Filters) => void, point: (days: (string | null)[]) => void}}
 */
export function histogram() {
  const parts = built(`histogram-${++made}`);
  const chart = { parts, bars: [], of: "month", undated: 0, range: [0, 0], filters: {}, pointed: [], wanted: null, settling: 0 };
  for (const end of [0, 1]) handle(chart, parts.handles[end], end);
  brush(chart);
  parts.clear.addEventListener("click", () => {
    commit(chart, [0, chart.bars.length]);
    parts.handles[0].focus();
    announce("All dates");
  });
  const point = (days) => {
    chart.pointed = days.filter(Boolean);
    draw(chart);
  };
  return { element: parts.element, show: (filters) => show(chart, filters), point };
}

function built(id) {
  const handles = ["From", "To"].map((label) =>
    make("input", { type: "range", class: `handle ${label.toLowerCase()}`, min: 0, "aria-label": label }));
  const parts = { handles, plot: drawn("svg", { class: "histogram-plot", role: "img" }), chosen: make("p", { class: "histogram-chosen" }),
    clear: button("Clear", () => {}, { class: "quiet histogram-clear", "aria-label": "Clear the dates", hidden: true }),
    title: make("h2", { class: "label", id }, "Articles by month"), told: make("p", { class: "histogram-told" }),
    table: make("table", { class: "histogram-table" }) };
  parts.frame = make("div", { class: "histogram-frame", role: "group", "aria-label": "Published" }, parts.plot, ...handles);
  parts.summary = make("span");
  parts.details = make("details", { class: "histogram-details" },
    make("summary", {}, parts.summary, " ", make("span", { class: "as-table" }, "Table")), parts.table);
  parts.element = make("section", { class: "histogram", "aria-labelledby": id },
    make("div", { class: "histogram-head" }, parts.title, parts.chosen, parts.clear), parts.frame, parts.told, parts.details);
  return parts;
}

async function show(chart, filters) {
  chart.filters = filters;
  const { from, to, ...others } = filters;
  const wanted = JSON.stringify(others);
  if (wanted === chart.wanted) return draw(chart);
  chart.wanted = wanted;
  try {
    const { counts } = await call("/v1/facets", { query: { by: "month", ...others } });
    if (chart.wanted !== wanted) return;
    Object.assign(chart, barred(counts));
    tell(chart);
    draw(chart);
  } catch (error) {
    if (chart.wanted !== wanted) return;
    chart.wanted = null; // asked again with the next change
    fail(chart, error);
  }
}

function fail({ parts }, error) {
  const id = error.requestId ? ` Request ${error.requestId}.` : "";
  parts.told.textContent = `The articles can't be counted. ${error.title ? error.message : "The service can't be reached."}${id}`;
  for (const each of [parts.frame, parts.details]) each.hidden = true;
}

// What is told in words: a sentence, and a table.
function tell({ parts, bars, of, undated }) {
  const sum = bars.reduce((all, { count }) => all + count, 0);
  const most = bars.reduce((best, each) => (each.count > best.count ? each : best), { count: 0 });
  const among = `from ${bars[0]?.name} to ${bars.at(-1)?.name}; most in ${most.name}, ${most.count.toLocaleString("en")}`;
  const span = bars.length > 1 ? among : `in ${bars[0]?.name}`;
  const without = undated ? ` ${counted(undated, "more has", "more have")} no date.` : "";
  parts.title.textContent = `Articles by ${of}`;
  parts.summary.textContent = `${counted(sum, "article")} ${span}.${without}`;
  parts.told.textContent = bars.length ? "" : `No article with a date is left by the filters.${without}`;
  parts.plot.setAttribute("aria-label", parts.summary.textContent);
  parts.frame.hidden = parts.details.hidden = bars.length === 0;
  const rows = [...bars.filter(({ count }) => count).map(({ name, count }) => [name, count]), ...(undated ? [["Undated", undated]] : [])];
  parts.table.replaceChildren(make("caption", { class: "unseen" }, `Articles by ${of}`),
    make("thead", {}, row("th", "col", [of[0].toUpperCase() + of.slice(1), "Articles"])),
    make("tbody", {}, ...rows.map(([name, count]) => row("td", "row", [name, count.toLocaleString("en")]))));
}

const row = (tag, scope, [first, second]) =>
  make("tr", {}, make("th", { scope }, first), tag === "th" ? make("th", { scope }, second) : make("td", {}, second));

function draw(chart) {
  const { parts, bars, filters: { from, to } } = chart;
  if (!bars.length) {
    parts.clear.hidden = !(from || to);
    parts.chosen.textContent = "";
    return;
  }
  const begin = from ? barOf(bars, from) : 0;
  const end = to ? barOf(bars, to, { end: true }) + 1 : bars.length;
  chart.range = [Math.min(begin, bars.length - 1), Math.max(end, begin + 1)];
  const most = Math.max(...bars.map(({ count }) => count));
  const dots = new Set(chart.pointed.map((day) => barOf(bars, day)));
  parts.plot.replaceChildren(...bars.map((each, n) => column(each, n, bars.length, most)), ...labels(bars),
    ...[...dots].map((n) => drawn("circle", { class: "month-dot", cx: `${((n + 0.5) / bars.length) * 100}%`, cy: HEIGHT + 7, r: 2.5 })));
  for (const each of parts.handles) each.max = String(bars.length);
  for (const each of parts.handles) each.hidden = bars.length < 2;
  preview(chart, chart.range);
}

function column({ name, count }, n, of, most) {
  const height = count && Math.max(2, (HEIGHT * count) / most);
  const width = 100 / of;
  return drawn("g", { class: "month" }, drawn("title", {}, `${name}: ${counted(count, "article")}`),
    drawn("rect", { class: "month-reach", x: `${n * width}%`, y: 0, width: `${width}%`, height: HEIGHT }),
    drawn("rect", { class: "month-bar", x: `${(n + 0.08) * width}%`, y: HEIGHT - height, width: `${width * 0.84}%`, height }));
}

// Where the years begin, as many as there is room for; without a new year, the first and the last.
function labels(bars) {
  const years = bars.map(({ first }, n) => ({ n, year: Number(first.slice(0, 4)) })).filter(({ n }) => bars[n].first.slice(5, 7) === "01");
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((each) => years.filter(({ year }) => year % each === 0).length <= FEW) ?? 1_000;
  const shown = years.filter(({ n, year }) => year % step === 0 && n / bars.length < 0.88);
  if (shown.length > 1) return shown.map(({ n, year }) => label(n / bars.length, String(year), "start"));
  return [label(0, bars[0].name, "start"), ...(bars.length > 1 ? [label(1, bars.at(-1).name, "end")] : [])];
}

const label = (share, text, anchor) => drawn("text", { class: "month-year", x: `${share * 100}%`, y: LABELS, "text-anchor": anchor }, text);

// Shows a range without making it the filter yet.
function preview({ parts, bars, filters }, [begin, end]) {
  parts.plot.querySelectorAll(".month").forEach((each, n) => each.classList.toggle("chosen", n >= begin && n < end));
  const names = [named(bars[begin].name, filters.from, bars[begin].first), named(bars[end - 1].name, filters.to, bars[end - 1].last, true)];
  [begin, end].forEach((value, n) => {
    parts.handles[n].value = String(value);
    parts.handles[n].setAttribute("aria-valuetext", names[n]);
  });
  const whole = begin === 0 && end === bars.length && !filters.from && !filters.to;
  parts.plot.classList.toggle("whole", whole);
  const exact = names[0] === bars[begin].name && names[1] === bars[end - 1].name;
  const count = bars.slice(begin, end).reduce((sum, each) => sum + each.count, 0);
  const stretch = names[0] === names[1] ? names[0] : `${names[0]} to ${names[1]}`;
  parts.chosen.textContent = whole ? "All dates" : `${stretch} · ${exact ? "" : "at most "}${counted(count, "article")}`;
  parts.clear.hidden = whole;
}

// A bar's name, or the day within it at which the filter really stands.
function named(name, filter, edge, end = false) {
  return filter && filter.length > 7 && widened(filter, end) !== edge && dated(filter).endsWith(name) ? dated(filter) : name;
}

function handle(chart, input, end) {
  input.addEventListener("input", () => {
    const [from, to] = chart.range;
    const value = Number(input.value);
    chart.range = end ? [from, Math.max(value, from + 1)] : [Math.min(value, to - 1), to];
    preview({ ...chart, filters: {} }, chart.range);
    clearTimeout(chart.settling);
    chart.settling = setTimeout(() => commit(chart, chart.range), SETTLED_MS);
  });
}

// A stretch is drawn with the pointer: where it goes down is one end, where it goes up the other.
function brush(chart) {
  const { plot } = chart.parts;
  let began = null;
  const at = ({ clientX }) => {
    const { left, width } = plot.getBoundingClientRect();
    return Math.min(chart.bars.length - 1, Math.max(0, Math.floor(((clientX - left) / width) * chart.bars.length)));
  };
  const drawnTo = (event) => [Math.min(began, at(event)), Math.max(began, at(event)) + 1];
  plot.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || chart.bars.length < 2) return;
    began = at(event);
    plot.setPointerCapture(event.pointerId);
    preview({ ...chart, filters: {} }, drawnTo(event));
  });
  plot.addEventListener("pointermove", (event) => began !== null && preview({ ...chart, filters: {} }, drawnTo(event)));
  plot.addEventListener("pointerup", (event) => {
    if (began === null) return;
    const range = drawnTo(event);
    began = null;
    commit(chart, range);
  });
  plot.addEventListener("pointercancel", () => {
    began = null;
    draw(chart);
  });
}

// An end of the archive is left open, so that what comes in later is not kept out.
function commit({ bars, settling }, [begin, end]) {
  clearTimeout(settling);
  update({ filters: { ...state().filters, from: begin > 0 ? bars[begin].first : "", to: end < bars.length ? bars[end - 1].last : "" } });
}

function drawn(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}
