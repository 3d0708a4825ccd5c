// The view of the archive itself: what it holds, how it is, the way in for articles, and the key.

import { call, key } from "./api.js";
import { announce, button, make } from "./dom.js";
import { draw } from "./overview.js";
import { state } from "./state.js";
import { trouble } from "./trouble.js";
import { uploads } from "./upload.js";

let page = null; // the parts of the view
let drawn = 0; // which drawing is the latest: an older one that comes late is not shown

/** Builds the view. @param {HTMLElement} root */
export function mount(root) {
  root.classList.add("desk");
  page = { overview: make("div", { "aria-busy": "true" }), health: make("div", { class: "health" }), key: keyForm() };
  root.append(make("h2", { class: "title" }, "The archive"), page.overview,
    make("section", { "aria-label": "Health" }, make("h3", { class: "section" }, "Health"), page.health),
    make("section", { "aria-label": "Add articles" }, make("h3", { class: "section" }, "Add articles"), ...uploads(refresh)),
    make("section", { "aria-label": "Your key" }, make("h3", { class: "section" }, "Your key"), page.key));
}

/** Draws what the filters leave. @param {import("./state.js").State} next @param {import("./state.js").State | null} before */
export function show(next, before) {
  if (before && before.view === next.view && JSON.stringify(before.filters) === JSON.stringify(next.filters)) return;
  refresh();
}

async function refresh() {
  const mine = (drawn += 1);
  const [overview, health] = await Promise.all([draw(state().filters).catch(failed), call("/health/ready").then(healthy).catch(failed)]);
  if (mine !== drawn) return;
  page.overview.replaceChildren(overview);
  page.overview.setAttribute("aria-busy", "false");
  page.health.replaceChildren(health);
}

const failed = (error) => make("p", { class: "error", role: "alert" }, trouble(error));

function healthy({ status, reason, generation, lag_rows: lag, model }) {
  const words = status === "ready" ? "Answers come at full strength." : `Answers come, but not at full strength: ${reason ?? "the index is being made anew"}.`;
  const newer = lag ? `${lag.toLocaleString("en")} passages are newer than the index. They are found all the same, a little slower.` : "Everything that was taken in is in the index.";
  return make("div", {},
    make("p", {}, make("span", { class: `badge ${status === "ready" ? "good" : "warn"}` }, status === "ready" ? "Ready" : "Degraded"), ` ${words}`),
    make("p", { class: "hint" }, `${newer} Generation ${generation.toLocaleString("en")}, model ${model}.`));
}

function keyForm() {
  const field = make("input", { id: "key", type: "password", autocomplete: "off", spellcheck: "false", autocapitalize: "off", "aria-describedby": "key-told" });
  const told = make("p", { id: "key-told", class: "hint", role: "status" });
  const forget = button("Forget it", () => {
    key.set("");
    field.value = "";
    tell("Forgotten: requests are sent without a key.");
    refresh();
  });
  const tell = (words) => {
    told.textContent = words;
    forget.hidden = !key.get();
  };
  const form = make("form", { class: "key-form" }, make("label", { class: "label", for: "key" }, "Key"),
    make("div", { class: "actions" }, field, make("button", { type: "submit", class: "quiet" }, "Use this key"), forget), told);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    use(field, tell);
  });
  tell(key.get() ? "A key is in use. It stays in this tab, also when the page is loaded again." : "None is in use. A key stays in this tab and goes to this service only.");
  return form;
}

async function use(field, tell) {
  const given = field.value.trim();
  if (!/^[\x21-\x7e]+$/.test(given)) return tell("That is no key: it has letters, digits and signs, and no blank.");
  key.set(given);
  field.value = "";
  try {
    const { counts } = await call("/v1/facets", { query: { by: "collection" } });
    tell(`The service answers with this key. It may read: ${counts.map(({ value }) => value).join(", ") || "nothing yet"}.`);
  } catch (error) {
    tell(trouble(error));
  }
  announce("The key is in use.");
  refresh();
}
