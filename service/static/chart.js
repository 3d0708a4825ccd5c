// A figure over time: drawn, each point leading to its citation, and the same as a table.

import { dated, make } from "./dom.js";
import { drawn } from "./icons.js";

const WIDE = 360, HIGH = 150, LEFT = 24, RIGHT = 30, TOP = 34, BOTTOM = 30;
const WORDS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(" ");
const SCALES = { hundred: 1e2, thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12, m: 1e6, bn: 1e9, k: 1e3 };

/** The number that a figure is, as it is written: "1,214", "£6.2 million", "Nine"; NaN for others. @param {string} text */
export function amount(text) {
  const [, digits, scale] = /(\d[\d,\u00a0\u202f]*(?:\.\d+)?)\s*([a-z]+)?/i.exec(text) ?? [];
  if (digits) return Number(digits.replace(/[^\d.]/g, "")) * (SCALES[scale?.toLowerCase()] ?? 1);
  const word = WORDS.findIndex((each) => new RegExp(`\\b${each}\\b`, "i").test(text));
  return word < 0 ? NaN : word;
}

/**
 * A figure's values by date, drawn where they can be and listed in any case.
 * @param {{about: string, values: {value: string, unit: string | null, at: string | null, citations: string[]}[]}} figure
 * @param {Map<string, {marker: number, source: string | null}>} citations by their ids
 * @param {(number: number) => void} onMarker
 * @param {{captioned?: boolean}} [how] without where what stands above it says as much
 */
export function chart({ about, values }, citations, onMarker, { captioned = true } = {}) {
  const points = values.map((value) => ({ ...value, amount: amount(value.value), time: Date.parse(value.at ?? ""), cited: value.citations.map((id) => citations.get(id)).filter(Boolean) }));
  const drawable = points.filter((point) => Number.isFinite(point.amount) && Number.isFinite(point.time)).sort((a, b) => a.time - b.time);
  const figure = make("figure", { class: "chart" }, make("figcaption", { class: captioned ? null : "unseen" }, about));
  if (drawable.length > 1) figure.append(drawing(about, drawable, onMarker));
  figure.append(make("div", { class: drawable.length > 1 && drawable.length === points.length ? "unseen" : null }, listed(points)));
  return figure;
}

function drawing(about, points, onMarker) {
  const [first, last] = [points[0].time, points.at(-1).time];
  const most = Math.max(...points.map((point) => point.amount)) || 1;
  const x = ({ time }) => LEFT + ((time - first) / (last - first || 1)) * (WIDE - LEFT - RIGHT);
  const y = ({ amount: value }) => HIGH - BOTTOM - (value / most) * (HIGH - TOP - BOTTOM);
  const line = points.map((point, n) => `${n ? "L" : "M"}${x(point).toFixed(1)} ${y(point).toFixed(1)}`).join("");
  const svg = drawn("svg", { class: "drawing", viewBox: `0 0 ${WIDE} ${HIGH}`, role: "group", "aria-label": `${about}, by date` },
    drawn("path", { class: "axis", d: `M0 ${HIGH - BOTTOM}H${WIDE}` }), drawn("path", { class: "line", d: line }));
  svg.append(...dates(points), ...points.map((point) => dot(point, x(point), y(point), onMarker)));
  return svg;
}

function dot(point, x, y, onMarker) {
  const [cited] = point.cited;
  const said = [`${dated(point.at)}: ${[point.value, point.unit].filter(Boolean).join(" ")}`, cited?.source, cited && `citation ${cited.marker}`].filter(Boolean).join(", ");
  const made = drawn("g", { class: "dot", ...(cited ? { role: "button", tabindex: "0", "aria-label": said, "data-cites": cited.marker } : { role: "img", "aria-label": said }) },
    drawn("circle", { class: "reach", cx: x, cy: y, r: 15 }), drawn("circle", { cx: x, cy: y, r: 5 }),
    drawn("text", { x, y: y - 12, "text-anchor": "middle" }, point.value));
  if (!cited) return made;
  made.addEventListener("click", () => onMarker(cited.marker));
  made.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    onMarker(cited.marker);
  });
  return made;
}

function dates(points) {
  return [points[0], points.at(-1)].map((point, n) => drawn("text", { class: "when", x: n ? WIDE : 0, y: HIGH - 8, "text-anchor": n ? "end" : "start" }, dated(point.at)));
}

function listed(points) {
  const row = (point) => make("tr", {}, make("td", {}, point.at ? dated(point.at) : "undated"), make("td", {}, [point.value, point.unit].filter(Boolean).join(" ")),
    make("td", {}, make("bdi", {}, point.cited.map((each) => `${each.source ?? "Unknown outlet"} [${each.marker}]`).join(", "))));
  return make("table", {}, make("thead", {}, make("tr", {}, ...["Date", "Value", "Outlet"].map((name) => make("th", { scope: "col" }, name)))),
    make("tbody", {}, ...points.map(row)));
}
