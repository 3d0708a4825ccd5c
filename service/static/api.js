// Asks the service. Knows nothing of the page.

const KEY = "dateline.key";

/** What the service says is wrong, as an error. */
export class Problem extends Error {
  /** @param {{title?: string, detail?: string, errors?: {field: string, message: string}[], request_id?: string}} problem */
  constructor(problem, status = 0) {
    const fields = (problem.errors ?? []).map(({ field, message }) => `${field}: ${message}`);
    super(fields.length ? fields.join("; ") : problem.detail ?? "");
    this.title = problem.title ?? "Error";
    this.status = status;
    this.requestId = problem.request_id ?? null;
  }
}

let held = ""; // the key, where the browser keeps nothing for a page

/** The key that requests are sent with; it lasts as long as the tab. */
export const key = {
  get() {
    try {
      return sessionStorage.getItem(KEY) ?? "";
    } catch {
      return held;
    }
  },
  set(/** @type {string} */ value) {
    held = value;
    try {
      if (value) sessionStorage.setItem(KEY, value);
      else sessionStorage.removeItem(KEY);
    } catch {
      return; // it is held until the page is left
    }
  },
};

/**
 * What the service answers: an object, or a list of those that came one a line. Throws a Problem, a TypeError where it can't be reached, an AbortError.
 * @param {string} path
 * @param {{method?: string, query?: Record<string, unknown>, body?: unknown, headers?: Record<string, string>, signal?: AbortSignal}} [options]
 */
export async function call(path, { method, query = {}, body, headers = {}, signal } = {}) {
  const response = await sent(path, { method: method ?? (body === undefined ? "GET" : "POST"), query, body, headers, signal });
  if (response.status === 204) return null;
  const isLines = response.headers.get("content-type")?.startsWith("application/x-ndjson");
  return isLines ? (await response.text()).split("\n").filter(Boolean).map((line) => JSON.parse(line)) : response.json();
}

/**
 * The events of an answer, {name, data}, in order.
 * @param {object} body what POST /v1/answers takes
 * @param {AbortSignal} signal
 */
export async function* ask(body, signal) {
  const response = await sent("/v1/answers", { method: "POST", query: {}, body: { ...body, stream: true },
    headers: { accept: "text/event-stream" }, signal });
  for await (const event of events(response.body)) {
    if (event.name === "error") throw new Problem(event.data, event.data.status);
    yield event;
  }
}

async function sent(path, { method, query, body, headers, signal }) {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value]) if (each !== null && each !== undefined && each !== "") asked.append(name, each);
  }
  const raw = typeof body === "string" || body instanceof Blob;
  const response = await fetch([path, asked.toString()].filter(Boolean).join("?"), {
    method, signal, body: body === undefined || raw ? body : JSON.stringify(body),
    headers: { ...(body === undefined || raw ? {} : { "content-type": "application/json" }),
      ...(key.get() ? { authorization: `Bearer ${key.get()}` } : {}), ...headers },
  });
  if (!response.ok) throw new Problem(await told(response), response.status);
  return response;
}

async function told(response) {
  try {
    return await response.json();
  } catch {
    return { title: "No answer", detail: `The service answered with status ${response.status}.` };
  }
}

async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let held = "";
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const blocks = (held + value).split(/\r\n\r\n|\n\n/);
      held = blocks.pop();
      yield* blocks.map(parsed).filter(Boolean);
    }
  } finally {
    reader.cancel().catch(() => {}); // it is already over
  }
}

function parsed(block) {
  const fields = block.split(/\r\n|\n/).filter((line) => !line.startsWith(":"));
  const of = (name) => fields.filter((line) => line.startsWith(`${name}: `)).map((line) => line.slice(name.length + 2));
  const data = of("data").join("\n");
  return data ? { name: of("event")[0], data: JSON.parse(data) } : null;
}
