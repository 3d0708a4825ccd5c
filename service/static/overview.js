// What the archive holds under the filters: how much, from when, from whom, and the newest article.

import { call } from "./api.js";
import { counted, dated, make } from "./dom.js";
import { held, holding } from "./holding.js";
import { barred } from "./months.js";
import { address, state } from "./state.js";

const SVG = "http://www.w3.org/2000/svg";
const SHOWN = 8; // outlets before the rest is folded away
const HIGH = 60;

/** The overview. Throws what `call` throws. @param {import("./state.js").Filters} filters @returns {Promise<HTMLElement>} */
export async function draw(filters) {
  const { months, outlets, total } = await held(filters);
  if (!total) return make("p", {}, Object.keys(filters).length ? "No article matches the filters." : "The archive is empty. Add articles below.");
  const { bars, of, undated } = barred(months);
  const days = months.map(({ value }) => value).filter(Boolean);
  const newest = days.length ? await latest(filters, days.at(-1)) : null;
  return make("div", {},
    make("p", { class: "holding" }, ...holding({ months, outlets, total }, filters)),
    newest && make("p", { class: "newest" }, "Newest: ", make("a", { href: `/read/${encodeURIComponent(newest.article)}` }, make("bdi", {}, newest.title || "Untitled")),
      make("span", { class: "kicker" }, " ", make("bdi", {}, newest.source || "Unknown outlet"), ` · ${dated(newest.published)}`)),
    undated ? make("p", { class: "hint" }, `${counted(undated, "article")} without a date.`) : null,
    bars.length > 1 ? byMonth(bars, of) : null, byOutlet(outlets));
}

// The newest article: the last day of the last month on which there is one, found by halving, then the last of that day
async function latest(filters, month) {
  const from = (day, limit) => call("/v1/articles", { query: { ...filters, from: `${month}-${String(day).padStart(2, "0")}`, limit } }).then(({ articles }) => articles);
  if (!/^\d{4}-\d\d$/.test(month)) return null;
  let [has, none] = [1, new Date(Number(month.slice(0, 4)), Number(month.slice(5)), 0).getDate() + 1];
  while (none - has > 1) {
    const middle = Math.floor((has + none) / 2);
    if ((await from(middle, 1)).length) has = middle;
    else none = middle;
  }
  return (await from(has, 100)).sort((one, other) => (one.published < other.published ? 1 : -1))[0] ?? null;
}

function byMonth(bars, of) {
  const most = bars.reduce((one, other) => (other.count > one.count ? other : one));
  const drawing = svg("svg", { class: "months", viewBox: `0 0 ${bars.length} ${HIGH}`, preserveAspectRatio: "none", role: "img",
    "aria-label": `Articles by ${of}. Most in ${most.name}: ${most.count.toLocaleString("en")}.` });
  for (const [n, { name, count }] of bars.entries()) {
    const high = count ? Math.max(1.5, (count / most.count) * HIGH) : 0;
    const drawn = svg("rect", { x: n + 0.1, y: HIGH - high, width: 0.8, height: high });
    const title = svg("title", {});
    title.textContent = `${name}: ${count.toLocaleString("en")}`;
    drawn.append(title);
    drawing.append(drawn);
  }
  return make("figure", { class: "by-month" }, make("figcaption", { class: "label" }, `By ${of}, at most ${most.count.toLocaleString("en")} in ${most.name}`), drawing,
    make("p", { class: "ends", "aria-hidden": "true" }, make("span", {}, bars[0].name), make("span", {}, bars.at(-1).name)),
    make("details", { class: "also" }, make("summary", {}, "The numbers"),
      table([of[0].toUpperCase() + of.slice(1), "Articles"], bars.filter(({ count }) => count).map(({ name, count }) => [name, count.toLocaleString("en")]))));
}

function byOutlet(outlets) {
  const sorted = [...outlets].sort((one, other) => other.count - one.count);
  const most = sorted[0]?.count ?? 1;
  const rows = sorted.map(({ value, count }) => [outlet(value), length(count / most), count.toLocaleString("en")]);
  const rest = rows.slice(SHOWN);
  return make("figure", { class: "by-outlet" }, make("figcaption", { class: "label" }, "By outlet"),
    table(["Outlet", "", "Articles"], rows.slice(0, SHOWN)),
    rest.length ? make("details", { class: "also" }, make("summary", {}, counted(rest.length, "more outlet")), table(["Outlet", "", "Articles"], rest)) : null);
}

function outlet(name) {
  if (name === null) return "Unknown outlet";
  const filters = { ...state().filters, sources: [name] };
  return make("a", { href: address({ view: "search", filters }), title: "Search in this outlet only" }, make("bdi", {}, name));
}

function length(share) {
  const drawing = svg("svg", { class: "length", viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": "true" });
  drawing.append(svg("rect", { width: Math.max(1, share * 100), height: 8 }));
  return drawing;
}

function table(heads, rows) {
  return make("table", {}, make("thead", {}, make("tr", {}, ...heads.map((head) => (head ? make("th", { scope: "col" }, head) : make("td", {}))))),
    make("tbody", {}, ...rows.map((row) => make("tr", {}, ...row.map((cell) => make("td", {}, cell))))));
}

function svg(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  return made;
}
