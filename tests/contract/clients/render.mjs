// Renders Markdown texts, a JSON list in a file, as chat windows do: by react-markdown with GFM, and by marked.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const installed = `${process.argv[2]}/node_modules`;
const require = createRequire(`${process.argv[2]}/package.json`);
const load = async (path) => await import(pathToFileURL(`${installed}/${path}`));
const { createElement } = require("react");
const { renderToStaticMarkup } = require("react-dom/server");
const { default: Markdown } = await load("react-markdown/index.js");
const { default: gfm } = await load("remark-gfm/index.js");
const { marked } = await load("marked/lib/marked.esm.js");

const texts = JSON.parse(readFileSync(process.argv[3], "utf-8"));
const react = (text) => renderToStaticMarkup(createElement(Markdown, { remarkPlugins: [gfm] }, text));
console.log(JSON.stringify({ react: texts.map(react), marked: texts.map((text) => marked(text)) }));
