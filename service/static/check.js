// The view in which a draft is held against the archive. The draft never leaves for the address: it stays in this tab.

import { call } from "./api.js";
import { checked } from "./checked.js";
import { announce, button, counted, make, reveal } from "./dom.js";
import { state } from "./state.js";
import { trouble } from "./trouble.js";

const KEPT = "dateline.draft";
const LONGEST = 50_000; // code points, as the service has it
const MOST_BYTES = 1_000_000;
const SENTENCE = /[.!?…]["'”’)\]]*(?=\s|$)/gu;
let rate = 80; // milliseconds a sentence, until one draft has told better
let page = null; // the elements of the view
let checking = null; // the controller of the request under way

/** Builds the view. @param {HTMLElement} root */
export function mount(root) {
  root.classList.add("wide", "check");
  const text = make("textarea", { id: "draft", rows: 14, required: true, dir: "auto", spellcheck: "false", placeholder: "Paste a text, or drop a file here",
    "aria-describedby": "draft-hint" });
  const file = make("input", { type: "file", accept: ".txt,.md,.markdown,text/plain,text/markdown", class: "unseen", tabindex: "-1", "aria-hidden": "true" });
  const form = make("form", { class: "check-form" },
    make("h2", { class: "title" }, "Check a draft"),
    make("label", { class: "label", for: "draft" }, "Your draft"), text, make("p", { class: "hint", id: "draft-hint" }),
    make("div", { class: "actions" }, make("button", { class: "primary", type: "submit" }, "Check"),
      button("Open a file", () => file.click()), button("Clear", clear), file));
  page = { root, form, text, hint: form.querySelector(".hint"),
    wait: make("div", { class: "check-wait", hidden: true }), error: make("p", { class: "error", role: "alert", hidden: true }), result: make("div", {}) };
  listen(file);
  root.append(form, page.error, page.wait, page.result);
  restore();
}

/** Says where the filters are no longer those of the check. */
export function show() {
  const kept = stored();
  if (kept.result && JSON.stringify(kept.filters) !== JSON.stringify(state().filters)) {
    page.root.dataset.stale = "";
  } else {
    delete page.root.dataset.stale;
  }
}

function listen(file) {
  const { form, text } = page;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  text.addEventListener("input", () => {
    measure();
    store({ text: text.value });
  });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  file.addEventListener("change", () => open(file.files).finally(() => (file.value = "")));
  form.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    form.classList.add("over");
  });
  for (const name of ["dragleave", "drop"]) form.addEventListener(name, () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    open(event.dataTransfer.files);
  });
}

async function open([file]) {
  if (!file) return;
  if (file.size > MOST_BYTES) return fail(`${file.name} is too large for a draft: ${LONGEST.toLocaleString("en")} characters at most.`);
  const read = await file.text();
  if (read.includes("\0") || read.includes("\ufffd")) return fail(`${file.name} is no plain text in UTF-8. Paste its text instead.`);
  page.text.value = read.replace(/^\ufeff/, "");
  page.error.hidden = true;
  measure();
  store({ text: page.text.value });
  announce(`${file.name} is opened.`);
  page.text.focus();
}

async function run() {
  const text = page.text.value;
  if (!text.trim()) return fail("The draft is empty.");
  checking?.abort();
  const mine = (checking = new AbortController());
  const filters = state().filters;
  const began = performance.now();
  const ended = wait(text, mine);
  try {
    const result = await call("/v1/checks", { body: { text, ...filters }, signal: mine.signal });
    if (checking !== mine) return;
    rate = Math.max(5, (performance.now() - began) / result.sentences.length);
    const kept = { text, result, filters, at: new Date().toISOString() };
    store(kept);
    conclude(kept, true);
  } catch (error) {
    if (checking === mine) fail(trouble(error));
  } finally {
    ended();
  }
}

function wait(text, controller) {
  const count = Math.max(1, text.match(SENTENCE)?.length ?? 1);
  const expected = Math.max(1_500, count * rate);
  const bar = make("progress", { max: 1, value: 0, "aria-label": "Checking" });
  const words = make("p", { class: "hint" });
  const began = performance.now();
  const tick = () => {
    const passed = performance.now() - began;
    bar.value = Math.min(0.96, passed / expected);
    words.textContent = passed > expected * 1.5 ? `Checking ${counted(count, "sentence")}: ${Math.round(passed / 1_000)} s so far…`
      : `Checking about ${counted(count, "sentence")}: some ${counted(Math.ceil(expected / 1_000), "second")}…`;
  };
  tick();
  announce(words.textContent);
  page.error.hidden = true;
  page.form.setAttribute("aria-busy", "true");
  page.wait.replaceChildren(bar, words, button("Stop", () => controller.abort()));
  page.wait.hidden = false;
  const timer = setInterval(tick, 500);
  return () => {
    clearInterval(timer);
    if (checking !== controller) return;
    page.form.removeAttribute("aria-busy");
    page.wait.hidden = true;
  };
}

function conclude({ text, result, filters, at }, fresh) {
  page.form.hidden = true;
  const shown = checked({ text, result, filters, at }, { edit, again: run });
  page.result.replaceChildren(shown);
  show();
  if (!fresh) return;
  announce(shown.querySelector(".tally").textContent);
  reveal(shown.querySelector("h2"), { focus: true });
  reveal(shown.querySelector("[aria-pressed='true'].judged"));
}

function edit() {
  store({ text: page.text.value });
  page.result.replaceChildren();
  page.form.hidden = false;
  page.text.focus();
}

function clear() {
  page.text.value = "";
  store({ text: "" });
  measure();
  page.error.hidden = true;
  page.text.focus();
}

function fail(words) {
  page.error.textContent = words;
  page.error.hidden = false;
}

function measure() {
  const length = Array.from(page.text.value).length;
  const over = length > LONGEST;
  page.hint.classList.toggle("over", over);
  page.hint.textContent = length > LONGEST * 0.8 || over ? `${length.toLocaleString("en")} of ${LONGEST.toLocaleString("en")} characters.`
    : "Each sentence is held against the archive. The draft stays in this tab and is kept nowhere else. Ctrl and Enter checks.";
}

function restore() {
  const kept = stored();
  page.text.value = kept.text ?? "";
  measure();
  if (kept.result) conclude(kept, false);
}

function stored() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
  } catch {
    return {}; // somebody else's, or cut short
  }
}

function store(kept) {
  for (const each of [kept, { text: kept.text }, null]) {
    try {
      if (each) sessionStorage.setItem(KEPT, JSON.stringify(each));
      else sessionStorage.removeItem(KEPT);
      return;
    } catch {
      continue; // no room: less of it, then
    }
  }
}
