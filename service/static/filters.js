// The bar of filters above every view: what holds is always in sight, as words that can be taken away.

import { call } from "./api.js";
import { announce, at, button, counted, dated, make } from "./dom.js";
import { listen, state, update } from "./state.js";

const DATES = { as_of: "As of", from: "Published from", to: "Published to" };
const ABOUT = { event_from: "About events from", event_to: "About events to" };
const LISTS = { sources: { by: "source", title: "Outlets", one: "Outlet" }, collections: { by: "collection", title: "Collections", one: "Collection" } };
const DAY = /^\d{4}-\d\d-\d\d$/;
const SHOWN = 200; // choices at once: more are found by typing
const choices = {}; // by list: what there is to choose from, with counts; absent until it has come

/** Builds the bar and keeps it as the state says. @param {HTMLElement} root */
export function mount(root) {
  const toggle = button("Filters", () => open(panel.hidden), { id: "filter-toggle", "aria-expanded": "false", "aria-controls": "filter-panel" });
  const panel = make("form", { id: "filter-panel", class: "filter-panel", "aria-label": "Set filters", hidden: true },
    make("div", { class: "controls" }, ...Object.entries(DATES).map(([name, label]) => dateField(name, label))),
    ...Object.entries(LISTS).map(([name, { title }]) => listField(name, title)),
    make("div", { class: "actions" }, make("button", { class: "primary", type: "submit" }, "Apply"),
      button("Clear all", () => set({})), button("Close", () => open(false))));
  panel.addEventListener("submit", (event) => {
    event.preventDefault();
    set(chosen());
    open(false);
  });
  panel.addEventListener("keydown", (event) => event.key === "Escape" && open(false));
  root.append(make("div", { class: "bar-line" }, make("p", { id: "reading", class: "reading" }), make("ul", { id: "filter-chips", class: "chips", "aria-label": "Filters that hold" }), toggle), panel);
  listen(render);
  render(state());
}

function dateField(name, label) {
  return make("div", { class: "field" }, make("label", { class: "label", for: `filter-${name}` }, label),
    make("input", { id: `filter-${name}`, type: "date", min: "1000-01-01", max: "9999-12-31" }));
}

function listField(name, title) {
  const find = make("input", { type: "search", id: `find-${name}`, "aria-label": `Find in ${title.toLowerCase()}`, placeholder: "Find…", autocomplete: "off" });
  find.addEventListener("input", () => list(name));
  find.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault()); // it only narrows the list
  return make("fieldset", { class: "choices", id: `field-${name}` }, make("legend", { class: "label" }, title), find, make("div", { class: "options", id: `options-${name}` }));
}

function open(wanted) {
  at("filter-panel").hidden = !wanted;
  at("filter-toggle").setAttribute("aria-expanded", String(wanted));
  if (!wanted) return at("filter-toggle").focus();
  fill(state().filters);
  at("filter-as_of").focus();
  for (const name of Object.keys(LISTS)) if (!choices[name]) load(name);
}

async function load(name) {
  try {
    const { counts } = await call("/v1/facets", { query: { by: LISTS[name].by } });
    choices[name] = counts.filter(({ value }) => value);
    list(name);
  } catch {
    at(`options-${name}`).replaceChildren(make("p", { class: "hint" }, "What there is to choose from could not be fetched."));
  }
}

function fill(filters) {
  for (const name of Object.keys(DATES)) at(`filter-${name}`).value = DAY.test(filters[name] ?? "") ? filters[name] : "";
  for (const name of Object.keys(LISTS)) {
    at(`find-${name}`).value = "";
    at(`options-${name}`).replaceChildren();
    list(name);
  }
}

// Chosen ones stay in the list, whatever is typed, so that nothing that holds is out of sight
function list(name) {
  const box = at(`options-${name}`);
  const typed = at(`find-${name}`).value.trim().toLowerCase();
  const ticked = new Set(box.childElementCount ? checked(name) : state().filters[name] ?? []);
  const all = [...[...ticked].filter((each) => !choices[name]?.some(({ value }) => value === each)).map((value) => ({ value, count: 0 })), ...(choices[name] ?? [])];
  const fit = all.filter(({ value }) => ticked.has(value) || value.toLowerCase().includes(typed));
  box.replaceChildren(...fit.slice(0, SHOWN).map((each) => option(name, each, ticked.has(each.value))));
  if (fit.length > SHOWN) box.append(make("p", { class: "hint" }, `${counted(fit.length - SHOWN, "more")}: type to find them.`));
  if (!fit.length && choices[name]) box.append(make("p", { class: "hint" }, "None of that name."));
  at(`field-${name}`).hidden = name === "collections" && all.length < 2 && !ticked.size; // no choice in one
}

function option(name, { value, count }, ticked) {
  const box = make("input", { type: "checkbox", name, value });
  box.checked = ticked;
  return make("label", { class: "option" }, box, make("bdi", {}, value), count ? make("span", { class: "count" }, counted(count, "article")) : null);
}

const checked = (name) => [...at(`options-${name}`).querySelectorAll(":checked")].map((box) => box.value);

// A date that the field can't show, such as a month, stays unless another one is chosen
function chosen() {
  const filters = { ...state().filters };
  for (const name of Object.keys(DATES)) {
    const { value } = at(`filter-${name}`);
    if (value || DAY.test(filters[name] ?? "")) filters[name] = value;
  }
  for (const name of Object.keys(LISTS)) filters[name] = checked(name);
  return filters;
}

function set(filters) {
  update({ filters });
  announce(Object.keys(state().filters).length ? "Filters applied." : "No filters.");
}

function render({ filters }) {
  if (!at("filter-panel").hidden) fill(filters);
  at("reading").replaceChildren(...(filters.as_of
    ? ["Reading the archive as on ", make("strong", {}, dated(filters.as_of)), remover(`As of ${dated(filters.as_of)}`, () => ({ as_of: "" }), "Filter", { class: "undo" })]
    : ["Reading the archive as of today"]));
  at("reading").classList.toggle("earlier", Boolean(filters.as_of));
  const { as_of: _, ...others } = { ...DATES, ...ABOUT };
  const single = Object.entries(others).filter(([name]) => filters[name]).map(([name, label]) => chip(`${label} ${dated(filters[name])}`, () => ({ [name]: "" })));
  const many = Object.entries(LISTS).flatMap(([name, { one }]) =>
    (filters[name] ?? []).map((value) => chip(value, () => ({ [name]: state().filters[name].filter((each) => each !== value) }), one)));
  at("filter-chips").replaceChildren(...single, ...many);
}

function chip(label, change, kind = "Filter") {
  const made = remover(label, change, kind, { class: "chip" });
  made.prepend(make("bdi", {}, label));
  return make("li", {}, made);
}

function remover(label, change, kind, attributes) {
  const act = () => {
    set({ ...state().filters, ...change() });
    at("filters").querySelector(".bar-line button").focus();
  };
  const made = button("", act, { ...attributes, "aria-label": `Remove ${kind.toLowerCase()}: ${label}` });
  made.append(make("span", { "aria-hidden": "true" }, "×"));
  return made;
}
