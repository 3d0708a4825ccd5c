// Shows one view at a time, as the state says. A new view is one file and one line.

import { at, dated, make } from "./dom.js";
import { mount as mountFilters } from "./filters.js";
import { address, listen, state } from "./state.js";

/**
 * A view's module exports `mount(root)`, called once with its empty section, and `show(state, before)`, called whenever
 * the state changes while it is the view that is shown. `where`: whether it is to be had here, where that is not sure.
 * `styles`: its style sheets, which come with it; only those of the first view stand in the page, where every one makes
 * the first visit longer.
 */
const VIEWS = {
  ask: { label: "Ask", load: () => import("./ask.js") },
  timeline: { label: "Timeline", load: () => import("./timeline.js"), styles: ["histogram", "listing", "timeline"] },
  search: { label: "Search", load: () => import("./search.js"), styles: ["histogram", "listing", "search"] },
  check: { label: "Check a draft", load: () => import("./check.js"), styles: ["check"] },
  saved: { label: "Saved", load: () => import("./saved.js"), styles: ["check", "desk", "saved"],
    where: async () => (await import("./saved.js")).isConfigured() },
  archive: { label: "Archive", load: () => import("./desk.js"), styles: ["check", "desk"] },
};
const mounted = new Map();
const sheets = new Map();

for (const [name, { label, where }] of Object.entries(VIEWS)) {
  const link = make("a", { href: address({ view: name }), "data-view": name, hidden: Boolean(where) }, label);
  where?.().then((is) => {
    link.hidden = !is;
    inSight();
  });
  at("views").append(link);
}
mountFilters(at("filters"));
addEventListener("beforeprint", () => (at("printed").textContent = `Printed ${dated(new Date().toISOString())}. ${location.href}`));
listen(show);
show(state(), null);

async function show(next, before) {
  const name = Object.hasOwn(VIEWS, next.view) ? next.view : "ask";
  for (const link of at("views").children) {
    if (link.dataset.view === name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
    link.setAttribute("href", address({ view: link.dataset.view }));
  }
  inSight();
  if (!mounted.has(name)) mounted.set(name, mount(name));
  const module = await mounted.get(name);
  if (state() !== next) return; // it has changed while the module came
  for (const section of at("main").querySelectorAll(":scope > section[data-view]")) section.hidden = section.dataset.view !== name;
  module.show(next, before);
}

// On a narrow screen the row of links is wider than it: the one that is shown is in sight
function inSight() {
  const row = at("views");
  const link = row.querySelector("[aria-current]");
  if (link) row.scrollLeft = link.offsetLeft - row.offsetLeft - (row.clientWidth - link.offsetWidth) / 2;
}

async function mount(name) {
  const section = make("section", { "data-view": name, "aria-label": VIEWS[name].label });
  at("main").append(section);
  const [module] = await Promise.all([VIEWS[name].load(), styled(VIEWS[name].styles ?? [])]);
  module.mount(section);
  return module;
}

/** Waits for style sheets, each of which is loaded once. */
function styled(names) {
  return Promise.all(names.map((name) => {
    if (!sheets.has(name)) sheets.set(name, new Promise((done) => {
      const link = make("link", { rel: "stylesheet", href: `/static/${name}.css` });
      for (const each of ["load", "error"]) link.addEventListener(each, done);
      document.head.append(link);
    }));
    return sheets.get(name);
  }));
}
