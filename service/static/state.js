// What the page is showing: the view, what it was asked, and the filters that hold everywhere. The one state module.
//
// It lives in the address's fragment, which is never sent, so that no proxy logs a question: reload, or pass the
// address on, and the same view comes back.

/**
 * @typedef {{as_of?: string, from?: string, to?: string, event_from?: string, event_to?: string, sources?: string[],
 *   collections?: string[]}} Filters by the names of the interface
 * @typedef {{view: string, q: string, more: string[], filters: Filters, sort?: string, saved?: string}} State `q`: the
 *   question or the words of the view; `more`: the questions that followed it in the conversation, which a new `q` ends;
 *   `sort`: the order of a list, by relevance when empty; `saved`: the saved answer that is open, which a new `view` closes
 */

const SINGLE = ["as_of", "from", "to", "event_from", "event_to"];
const LISTS = ["sources", "collections"];
const FIRST = "ask";

/** @type {Set<(state: State, before: State) => void>} */
const listeners = new Set();
let current = read();

addEventListener("hashchange", () => become(read()));

/** The state as it is. @returns {State} */
export const state = () => current;

/**
 * Changes the state, writes it into the address and tells every listener.
 * @param {Partial<State>} change
 * @param {{replace?: boolean}} [how] `replace`: without a step to go back to
 */
export function update(change, { replace = false } = {}) {
  const next = changed({ ...change, filters: tidy(change.filters ?? current.filters) });
  const hash = `#${written(next)}`;
  if (hash !== location.hash) history[replace ? "replaceState" : "pushState"](null, "", hash);
  become(next);
}

/** Tells `listener` of every change; a call of what comes back ends that. @param {(state: State, before: State) => void} listener */
export function listen(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The address of a state, for a link. @param {Partial<State>} change */
export const address = (change) => `${location.pathname}#${written(changed(change))}`;

const changed = (change) => ({ ...current, ...("q" in change ? { more: [] } : {}), ...("view" in change ? { saved: "" } : {}), ...change });

function become(next) {
  const before = current;
  current = next;
  for (const listener of listeners) listener(next, before);
}

function read() {
  const kept = new URLSearchParams(location.hash.slice(1));
  const filters = {};
  for (const name of SINGLE) if (kept.get(name)) filters[name] = kept.get(name);
  for (const name of LISTS) if (kept.has(name)) filters[name] = kept.getAll(name);
  const [q = "", ...more] = kept.getAll("q").filter(Boolean);
  return { view: kept.get("view") || FIRST, q, more, filters, sort: kept.get("sort") ?? "", saved: kept.get("saved") ?? "" };
}

function written({ view, q, more, filters, sort, saved }) {
  const kept = new URLSearchParams();
  if (view !== FIRST) kept.set("view", view);
  for (const each of q ? [q, ...more] : []) kept.append("q", each);
  for (const [name, value] of Object.entries({ sort, saved })) if (value) kept.set(name, value);
  for (const name of SINGLE) if (filters[name]) kept.set(name, filters[name]);
  for (const name of LISTS) for (const each of filters[name] ?? []) kept.append(name, each);
  return kept;
}

function tidy(filters) {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => (Array.isArray(value) ? value.length : value)));
}
