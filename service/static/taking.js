// What can be taken away from an answer: its address, its text with sources, a file.

import { announce, button, make } from "./dom.js";
import { fileName, FORMATS, markdown, plain } from "./exports.js";

/** The controls beneath an answer. @param {{question: string, answer: object, address: () => string}} turn */
export function exporting(turn) {
  const filed = () => ({ question: turn.question, answer: turn.answer, address: turn.address() });
  const copying = (label, made) => button(label, (event) => copy(made(filed()), label, event), { class: "plain" });
  const files = Object.entries(FORMATS).map(([name, format]) => button(name, () => save(fileName(turn.question, format.ending), format.type, format.make(filed())), { class: "plain" }));
  return make("div", { class: "actions taking" }, copying("Copy link", ({ address }) => address), copying("Copy with sources", plain),
    copying("Copy as Markdown", markdown), make("details", { class: "saving" }, make("summary", {}, "Save as"), make("div", { class: "actions" }, ...files)),
    button("Print", () => print(), { class: "plain" }));
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
