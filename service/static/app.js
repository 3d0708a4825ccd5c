// Shows one view at a time, as the state says. A new view is one file and one line.

import { at, make } from "./dom.js";
import { mount as mountFilters } from "./filters.js";
import { address, listen, state } from "./state.js";

/**
 * A view's module exports `mount(root)`, called once with its empty section, and `show(state, before)`, called whenever
 * the state changes while it is the view that is shown. `where`: whether it is to be had here, where that is not sure.
 */
const VIEWS = {
  ask: { label: "Ask", load: () => import("./ask.js") },
  timeline: { label: "Timeline", load: () => import("./timeline.js") },
  search: { label: "Search", load: () => import("./search.js") },
  check: { label: "Check a draft", load: () => import("./check.js") },
  saved: { label: "Saved", load: () => import("./saved.js"), where: async () => (await import("./saved.js")).isConfigured() },
  archive: { label: "Archive", load: () => import("./desk.js") },
};
const mounted = new Map();

for (const [name, { label, where }] of Object.entries(VIEWS)) {
  const link = make("a", { href: address({ view: name }), "data-view": name, hidden: Boolean(where) }, label);
  where?.().then((is) => (link.hidden = !is));
  at("views").append(link);
}
mountFilters(at("filters"));
listen(show);
show(state(), null);

async function show(next, before) {
  const name = VIEWS[next.view] ? next.view : "ask";
  for (const link of at("views").children) {
    if (link.dataset.view === name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
    link.setAttribute("href", address({ view: link.dataset.view }));
  }
  if (!mounted.has(name)) mounted.set(name, mount(name));
  const module = await mounted.get(name);
  if (state() !== next) return; // it has changed while the module came
  for (const section of at("main").querySelectorAll(":scope > section[data-view]")) section.hidden = section.dataset.view !== name;
  module.show(next, before);
}

async function mount(name) {
  const section = make("section", { "data-view": name, "aria-label": VIEWS[name].label });
  at("main").append(section);
  const module = await VIEWS[name].load();
  module.mount(section);
  return module;
}
