// Asks the public endpoint and yields the events of the answer. Knows nothing of the page.

const ADDRESS = "/v1/answers";

/** Yields {name, data} for each event, in order. Throws a Problem when there is no answer. */
export async function* ask(question, asOf, signal) {
  const response = await fetch(ADDRESS, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream" },
    body: JSON.stringify({ question, as_of: asOf || null, stream: true }),
    signal,
  });
  if (!response.ok) throw new Problem(await told(response));
  for await (const event of events(response.body)) {
    if (event.name === "error") throw new Problem(event.data);
    yield event;
  }
}

/** What the service says is wrong, as an error. */
export class Problem extends Error {
  constructor(problem) {
    const fields = (problem.errors ?? []).map(({ field, message }) => `${field}: ${message}`);
    super(fields.length ? fields.join("; ") : problem.detail);
    this.title = problem.title;
  }
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
    reader.cancel().catch(() => {});
  }
}

function parsed(block) {
  const fields = block.split(/\r\n|\n/).filter((line) => !line.startsWith(":"));
  const of = (name) => fields.filter((line) => line.startsWith(`${name}: `)).map((line) => line.slice(name.length + 2));
  const data = of("data").join("\n");
  return data ? { name: of("event")[0], data: JSON.parse(data) } : null;
}
