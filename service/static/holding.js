// How much there is under the filters, from whom and from when: one sentence.

import { call } from "./api.js";
import { counted, dated, make } from "./dom.js";

/** The counts. Throws what `call` throws. @param {import("./state.js").Filters} filters */
export async function held(filters) {
  const count = (by) => call("/v1/facets", { query: { by, ...filters } }).then(({ counts }) => counts);
  const [months, outlets] = await Promise.all([count("month"), count("source")]);
  return { months, outlets, total: months.reduce((sum, each) => sum + each.count, 0) };
}

/** "64 articles from 21 outlets, June 2016 to September 2019, as of 3 May 2017." @returns {(string | Element)[]} */
export function holding({ months, outlets, total }, { as_of: asOf }) {
  const named = outlets.filter(({ value }) => value !== null).length;
  const days = months.map(({ value }) => value).filter(Boolean);
  return [make("strong", {}, counted(total, "article")), named ? ` from ${counted(named, "outlet")}` : "",
    days.length ? `, ${dated(days[0])}${days.length > 1 ? ` to ${dated(days.at(-1))}` : ""}` : "", asOf ? `, as of ${dated(asOf)}.` : "."];
}
