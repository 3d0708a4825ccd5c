// What can be taken away from an answer: its address, its text with sources, a file.

import { announce, button, make } from "./dom.js";
import { fileName, FORMATS, markdown, plain } from "./exports.js";
import { trouble } from "./trouble.js";

/** The controls beneath an answer. @param {{question: string, answer: object, request: object, address: () => string}} turn */
export const exporting = (turn) => make("div", { class: "actions taking" }, keeping(turn), ...carrying(turn));

/** Those with which it is taken elsewhere. @param {{question: string, answer: object, address: () => string}} turn @returns {HTMLElement[]} */
export function carrying(turn) {
  const filed = () => ({ question: turn.question, answer: turn.answer, address: turn.address() });
  const copying = (label, made) => button(label, (event) => copy(made(filed()), label, event), { class: "plain" });
  const files = Object.entries(FORMATS).map(([name, format]) => button(name, () => save(fileName(turn.question, format.ending), format.type, format.make(filed())), { class: "plain" }));
  return [copying("Copy link", ({ address }) => address), copying("Copy with sources", plain), copying("Copy as Markdown", markdown),
    make("details", { class: "saving" }, make("summary", {}, "Download"), make("div", { class: "actions" }, ...files)),
    button("Print", () => print(), { class: "plain" })];
}

/**
 * The way to keep an answer, where the service keeps any. What is kept is asked once more: when that says something
 * else by now, the reader is told.
 */
function keeping({ answer, request }) {
  const told = make("span", {});
  const keep = button("Save", async () => {
    keep.hidden = true;
    told.textContent = "Saving…";
    try {
      told.replaceChildren(...(await kept(answer, request)));
    } catch (error) {
      keep.hidden = false;
      told.textContent = `Not saved. ${trouble(error)}`;
    }
    announce(told.textContent);
    if (document.activeElement === document.body) told.parentElement.querySelector("a, button:not([hidden])").focus(); // it was on what is hidden
  }, { class: "plain", hidden: true });
  import("./saved.js").then(({ isConfigured }) => isConfigured()).then((is) => (keep.hidden = !is));
  return make("span", { class: "keeping" }, keep, told);
}

async function kept(answer, request) {
  const { pin, placeOf } = await import("./saved.js");
  const { id, same } = await pin(answer, request);
  const link = (words) => make("a", { href: placeOf(id) }, words);
  return same ? ["Saved. ", link("Open what was saved")] : ["Saved, but the archive says something else by now. ", link("See what was saved")];
}

async function copy(text, label, { currentTarget: pressed }) {
  const done = await written(text);
  announce(done ? "Copied." : "Could not be copied.");
  pressed.textContent = done ? "Copied" : "Could not be copied";
  setTimeout(() => (pressed.textContent = label), 2000);
}

async function written(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return selected(text); // no clipboard without a secure address, or none allowed
  }
}

function selected(text) {
  const held = make("textarea", { class: "unseen", "aria-hidden": "true", tabindex: "-1" });
  held.value = text;
  document.body.append(held);
  const before = document.activeElement;
  held.select();
  const done = document.execCommand("copy");
  held.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return done;
}

function save(name, type, text) {
  const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
