// Asks with the Vercel AI SDK, by both of its providers; prints what it was told as JSON.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [installed, base, broken, question] = process.argv.slice(2);
const require = createRequire(`${installed}/package.json`);
const load = async (name) => await import(pathToFileURL(require.resolve(name)));
const { generateText, streamText } = await load("ai");
const { createOpenAI } = await load("@ai-sdk/openai");
const { createOpenAICompatible } = await load("@ai-sdk/openai-compatible");

const providers = {
  openai: (baseURL) => (model) => createOpenAI({ baseURL, apiKey: "none" }).chat(model),
  compatible: (baseURL) => (model) => createOpenAICompatible({ name: "dateline", baseURL })(model),
};

async function streamed(model) {
  const told = { text: "", sources: [], errors: [] };
  const { fullStream } = streamText({ model, prompt: question, maxRetries: 0, onError: () => {} });
  for await (const part of fullStream) {
    if (part.type === "text-delta") told.text += part.text;
    if (part.type === "source") told.sources.push(part.url);
    if (part.type === "error") told.errors.push(String(part.error?.message ?? JSON.stringify(part.error)));
  }
  return told;
}

async function raised(model) {
  try {
    await generateText({ model, prompt: question, maxRetries: 0 });
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
  return "nothing";
}

const all = {};
for (const [name, provider] of Object.entries(providers)) {
  const model = provider(base)("dateline");
  const whole = await generateText({ model, prompt: question, maxRetries: 0 });
  all[name] = {
    content: whole.text,
    sources: whole.sources.map((each) => each.url),
    finish: whole.finishReason,
    streamed: await streamed(model),
    raised: await raised(provider(base)("gpt-5")),
    broken: await streamed(provider(broken)("dateline")),
  };
}
console.log(JSON.stringify(all));
