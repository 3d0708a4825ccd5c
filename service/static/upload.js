// The way in for articles: files that are dropped or chosen, sent one after another, each with what became of it.

import { call, Problem } from "./api.js";
import { announce, button, counted, make } from "./dom.js";
import { trouble } from "./trouble.js";

const FILES = /\.(?:txt|md|markdown|html?|xhtml)$/i;
const LINES = /\.(?:jsonl|ndjson)$/i;
const OBJECTS = /\.json$/i;
const SLICE = 400_000; // bytes of lines in one request: a hundred articles or so, some seconds of work
const LONGEST = 11_000_000; // bytes of one line, and then some: the service refuses it with its reason
const TOLD = 30; // refusals of one file that are listed
const STATES = ["new", "revised", "unchanged"];

/**
 * The parts of the form.
 * @param {() => void} done called when files have been taken
 * @returns {HTMLElement[]}
 */
export function uploads(done) {
  const file = make("input", { type: "file", multiple: true, id: "files", class: "unseen", tabindex: "-1", "aria-hidden": "true",
    accept: ".txt,.md,.markdown,.html,.htm,.xhtml,.jsonl,.ndjson,.json" });
  const fields = { source: field("Outlet", { maxlength: 500 }), date: field("Date", { type: "date", min: "1000-01-01", max: "9999-12-31" }),
    collection: field("Collection", { maxlength: 128, placeholder: "default" }) };
  const queue = { files: [], running: null, stop: button("Stop", () => queue.running?.abort(), { hidden: true }),
    list: make("ul", { class: "sent", "aria-label": "Files" }), fields, done };
  const zone = make("div", { class: "drop" },
    make("p", {}, button("Choose files", () => file.click(), { class: "primary" }), " or drop them here", file),
    make("p", { class: "hint" }, "Text, Markdown, HTML; JSON and JSON Lines with the fields of an article. ",
      make("code", {}, "dateline ingest"), " takes these, folders of them and gzipped ones on the command line."));
  file.addEventListener("change", () => {
    add(queue, file.files);
    file.value = "";
  });
  accept(zone, (files) => add(queue, files));
  return [zone, make("details", { class: "also" }, make("summary", {}, "Outlet, date and collection, where a file names none"),
    make("div", { class: "controls" }, ...Object.values(fields).map(({ row }) => row))), queue.list, queue.stop];
}

function field(label, attributes) {
  const input = make("input", { type: "text", ...attributes });
  return { input, row: make("label", { class: "field" }, make("span", { class: "label" }, label), input) };
}

function accept(zone, take) {
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("over");
  });
  for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    take(event.dataTransfer.files);
  });
}

function add(queue, files) {
  for (const file of files) {
    const row = { file, told: make("span", { class: "became" }, "waiting"), bar: make("progress", { max: 1, value: 0, "aria-label": file.name, hidden: true }), more: make("div", {}) };
    queue.list.append(make("li", {}, make("bdi", { class: "file" }, file.name), row.told, row.bar, row.more));
    queue.files.push(row);
  }
  if (queue.files.length && !queue.running) run(queue);
}

async function run(queue) {
  const counts = { new: 0, revised: 0, unchanged: 0, rejected: 0 };
  queue.running = new AbortController();
  queue.stop.hidden = false;
  while (queue.files.length) {
    const row = queue.files.shift();
    try {
      row.bar.hidden = false;
      await send(row, counts, queue);
    } catch (error) {
      tell(row, isAboutTheFile(error) ? `Not taken. ${error.message}` : trouble(error), "bad");
      if (!isAboutTheFile(error)) end(queue);
    }
    row.bar.hidden = true;
  }
  queue.running = null;
  queue.stop.hidden = true;
  announce(`Done: ${summed(counts)}.`);
  queue.done();
}

const isAboutTheFile = (error) => error instanceof Problem && ![401, 403].includes(error.status) && error.status < 500;

function end(queue) {
  for (const row of queue.files.splice(0)) tell(row, "Not sent.", "");
}

async function send(row, counts, queue) {
  const { file } = row;
  if (!(await readable(file))) return refuse(row, counts, "It can't be read. A folder? Choose the files in it.");
  if (LINES.test(file.name)) return sendLines(row, file, counts, queue.running.signal);
  if (OBJECTS.test(file.name)) return sendObjects(row, counts, queue.running.signal);
  if (!FILES.test(file.name)) return refuse(row, counts, "Of this format nothing is taken here.");
  const given = Object.fromEntries(Object.entries(queue.fields).map(([name, { input }]) => [name, input.value.trim()]));
  try {
    const receipt = await call("/v1/files", { method: "POST", query: { name: file.name, ...given }, body: file,
      headers: { "content-type": "application/octet-stream" }, signal: queue.running.signal });
    counts[receipt.state] += 1;
    tell(row, receipt.state, "good");
    row.more.append(make("a", { href: `/read/${encodeURIComponent(receipt.article)}` }, "Open"));
  } catch (error) {
    if (isAboutTheFile(error)) counts.rejected += 1;
    throw error;
  }
}

async function readable(file) {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false; // a folder, or gone since it was chosen
  }
}

async function sendObjects(row, counts, signal) {
  let records;
  try {
    records = [JSON.parse(await row.file.text())].flat();
  } catch (error) {
    return refuse(row, counts, `It is no JSON: ${error.message}`);
  }
  return sendLines(row, new Blob([records.map((each) => JSON.stringify(each)).join("\n")]), counts, signal);
}

async function sendLines(row, whole, counts, signal) {
  const mine = { new: 0, revised: 0, unchanged: 0, rejected: 0 };
  const refused = [];
  try {
    for await (const { blob, line, upto } of slices(whole)) {
      const answers = await call("/v1/articles", { method: "POST", body: blob, headers: { "content-type": "application/x-ndjson" }, signal });
      for (const each of answers) {
        const state = each.error ? "rejected" : each.state;
        mine[state] += 1;
        counts[state] += 1;
        if (each.error) refused.push({ line: line + each.line - 1, ...each.error });
      }
      row.bar.value = upto / whole.size;
      tell(row, `${summed(mine)}…`, "");
    }
    tell(row, summed(mine), mine.rejected ? "warn" : "good");
  } finally {
    if (refused.length) row.more.append(reasons(refused));
  }
}

// Whole lines, some of them at a time, as the bytes that they are
async function* slices(whole) {
  let [at, line] = [0, 1];
  while (at < whole.size) {
    const bytes = await some(whole, at);
    const end = at + bytes.length === whole.size ? bytes.length : bytes.lastIndexOf(10) + 1 || bytes.length;
    yield { blob: whole.slice(at, at + end), line, upto: at + end };
    for (let n = 0; n < end; n += 1) if (bytes[n] === 10) line += 1;
    at += end;
  }
}

async function some(whole, at) {
  for (let size = SLICE; ; size *= 2) {
    const bytes = new Uint8Array(await whole.slice(at, at + size).arrayBuffer());
    if (bytes.length < size || bytes.includes(10) || size > LONGEST) return bytes;
  }
}

function reasons(refused) {
  const said = ({ line, errors, detail }) => `Line ${line.toLocaleString("en")}: ${errors?.length ? errors.map(({ field: name, message }) => `${name}: ${message}`).join("; ") : detail}`;
  const rest = refused.length - TOLD;
  return make("details", { open: refused.length <= 5 }, make("summary", {}, `${counted(refused.length, "line")} not taken`),
    make("ul", {}, ...refused.slice(0, TOLD).map((each) => make("li", {}, make("bdi", {}, said(each)))), rest > 0 ? make("li", {}, `and ${rest.toLocaleString("en")} more`) : null));
}

function refuse(row, counts, words) {
  counts.rejected += 1;
  tell(row, words, "bad");
}

function summed(counts) {
  return [...STATES, "rejected"].filter((name) => counts[name]).map((name) => `${counts[name].toLocaleString("en")} ${name}`).join(", ") || "nothing in it";
}

function tell(row, words, kind) {
  row.told.textContent = words;
  row.told.className = `became ${kind}`;
}
