// Shows one view at a time, as the state says. A new view is one file and one line.

import { at, make } from "./dom.js";
import { mount as mountFilters } from "./filters.js";
import { address, listen, state } from "./state.js";

/**
 * A view's module exports `mount(root)`, called once with its empty section, and `show(state, before)`, called whenever
 * the state changes while it is the view that is shown. `sheet`: its style sheet, which comes with it; only that of the
 * first view stands in the page, where every one makes the first visit longer.
 */
const VIEWS = {
  ask: { label: "Ask", load: () => import("./ask.js") },
};
const mounted = new Map();

for (const [name, { label }] of Object.entries(VIEWS)) {
  at("views").append(make("a", { href: address({ view: name }), "data-view": name }, label));
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
  const [module] = await Promise.all([VIEWS[name].load(), dressed(VIEWS[name].sheet)]);
  module.mount(section);
  return module;
}

function dressed(name) {
  if (!name) return null;
  const link = make("link", { rel: "stylesheet", href: `/static/${name}` });
  document.head.append(link);
  return new Promise((done) => ["load", "error"].forEach((each) => link.addEventListener(each, done)));
}
