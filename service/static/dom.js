// Elements, dates and numbers. Text of articles only ever goes in as text, never as markup.

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"];

/**
 * A new element with attributes and children; strings become text, null is left out.
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes] true sets a bare attribute; false, null and undefined set none
 * @param {...(Node | string | null)} children
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** The element with an id. @param {string} id @returns {HTMLElement | null} */
export const at = (id) => document.getElementById(id);

/** A button with what it does. @param {string} label @param {() => void} act */
export function button(label, act, attributes = {}) {
  const made = make("button", { type: "button", class: "quiet", ...attributes }, label);
  made.addEventListener("click", act);
  return made;
}

/** A date as it was given, in words: "3 May 2017", "May 2017", "2017". @param {string | null} text */
export function dated(text) {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?/.exec(text ?? "") ?? [];
  if (!year) return text ?? "";
  return [day && String(Number(day)), month && MONTHS[Number(month) - 1], year].filter(Boolean).join(" ");
}

/** A text of the service's own with its dates in words; what it quotes stays as it is. @param {string} text */
export function worded(text) {
  return text.split(/(“[^”]*”)/).map((part, n) => (n % 2 ? part : part.replace(/\b\d{4}-\d\d-\d\d\b/g, dated))).join("");
}

/** "1 article", "2,500 articles". @param {number} count @param {string} one */
export function counted(count, one, many = `${one}s`) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

const HEARD = 20; // announcements that stay: what is taken away too soon is never read out

/** Says something to a screen reader, behind what it is still saying, without moving the focus. @param {string} text */
export function announce(text) {
  const region = at("announced");
  region.append(make("span", {}, `${text} `));
  if (region.childElementCount > HEARD) region.firstElementChild.remove();
}

/** Brings an element into view, as calmly as the reader asked for. @param {Element | null} element */
export function reveal(element, { focus = false } = {}) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element?.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  if (focus && element instanceof HTMLElement) element.focus({ preventScroll: true });
}
