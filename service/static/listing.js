// What the search and the timeline have in common: the field, the latest request, what went wrong, where a passage is from.

import { call, Problem } from "./api.js";
import { button, counted, dated, make } from "./dom.js";
import { state, update } from "./state.js";

/**
 * A form of one field, which makes the words typed there those of the state; `again` is called for the same words.
 * @param {{id: string, label: string, act: string, hint: string, again: () => void}} told
 * @returns {{form: HTMLFormElement, field: HTMLInputElement}}
 */
export function asking({ id, label, act, hint, again }) {
  const field = make("input", { id, type: "search", maxlength: 4000, required: true, autocomplete: "off", enterkeyhint: "search",
    "aria-describedby": `${id}-hint`, dir: "auto" });
  const form = make("form", { class: "wanted", role: "search" }, make("label", { class: "label", for: id }, label),
    make("div", { class: "wanted-row" }, field, make("button", { class: "primary", type: "submit" }, act)),
    make("p", { class: "hint", id: `${id}-hint` }, hint));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const q = field.value.trim();
    if (q && q === state().q) again();
    else if (q) update({ q });
  });
  return { form, field };
}

/**
 * Asks, one request at a time: a newer one ends an older one, which then gives null.
 * @returns {(path: string, body: object) => Promise<any>}
 */
export function latest() {
  let current = null;
  return async (path, body) => {
    current?.abort();
    const mine = (current = new AbortController());
    try {
      const told = await call(path, { body, signal: mine.signal });
      return current === mine ? told : null;
    } catch (error) {
      if (current !== mine) return null;
      throw error;
    }
  };
}

/** What went wrong, with the id by which the desk finds it, and a button to try again. @param {Error} error @param {() => void} again */
export function failure(error, again) {
  const said = error instanceof Problem ? `${error.title}. ${error.message}` : "The service can't be reached.";
  return make("div", { class: "failure", role: "alert" }, make("p", {}, said),
    error.requestId ? make("p", { class: "hint" }, "Request ", make("code", {}, error.requestId)) : null, button("Try again", again));
}

/** The heading of what was found: what was asked for is heard and printed, on the screen it stands in the field. */
export const heading = () => make("h2", { class: "matter" }, make("span", { class: "matter-asked", dir: "auto" }), make("span"));

/** Sets a heading. @param {HTMLElement} title @param {string} q @param {string} found */
export function head(title, q, found) {
  title.firstChild.textContent = `${q}: `;
  title.lastChild.textContent = found;
}

/**
 * What was searched, in words; `pointed`: whether the histogram points out when what was found was published.
 * @param {{articles: number, undated_left_out: number, as_of: string | null}} scope
 */
export function searched({ articles, undated_left_out: undated, as_of: asOf }, pointed) {
  const left = undated ? ` · ${counted(undated, "undated article")} left out` : "";
  return `Searched ${counted(articles, "article")}${asOf ? ` as of ${dated(asOf)}` : ""}${left}${pointed ? " · dots above: when these were published" : ""}`;
}

/** Outlet and date. @param {{source: string | null, published: string | null}} item */
export function origin({ source, published }) {
  return make("p", { class: "origin" }, make("bdi", { class: "outlet" }, source || "Unknown outlet"), " · ",
    published ? make("time", { datetime: published }, dated(published)) : "undated");
}

/** Who else printed it, each with its article; null where nobody did. @param {{article: string, source: string | null}[] | null} copies */
export function printings(copies) {
  if (!copies?.length) return null;
  const links = copies.flatMap(({ article, source }, n) => [n ? ", " : "",
    make("a", { href: `/read/${encodeURIComponent(article)}` }, make("bdi", {}, source || "Unknown outlet"))]);
  return make("p", { class: "printings" }, "Also printed by ", ...links);
}
