// Small drawings that tell states apart where colour can't.

const DRAWN = {
  answered: "M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13M5 8.2l2.2 2.2L11.2 6",
  reported: "M2 3h12v8H7l-3.5 3V11H2zM5 6h6M5 8.3h4",
  not_stated: "M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13M4.8 8h6.4",
  no_evidence: "M7 2a5 5 0 1 0 0 10a5 5 0 0 0 0-10M10.6 10.6L14.5 14.5M5.2 5.2l3.6 3.6M8.8 5.2L5.2 8.8",
  outside: "M2 3.5h12v11H2zM2 6.5h12M5 1.5v3M11 1.5v3M6 9l4 3.5M10 9l-4 3.5",
  degraded: "M8 1.5L15 14.5H1zM8 6v4M8 12v.4",
  error: "M5 1.5h6L14.5 5v6L11 14.5H5L1.5 11V5zM8 4.5v4.5M8 11.3v.4",
  offline: "M2 2l12 12M1.5 6.5a9 9 0 0 1 4-2.6M8.6 3.3a9 9 0 0 1 6 3.2M4.2 9.2a5.5 5.5 0 0 1 3-1.6M8 12.6v.4",
  stopped: "M3 3h10v10H3z",
  busy: "M8 1.5a6.5 6.5 0 1 0 6.5 6.5M8 4.5V8l2.5 1.5",
};

/** A new SVG element. @param {string} tag @param {Record<string, unknown>} attributes @param {...(Node | string)} children */
export function drawn(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** The drawing of a state; words stand beside it. @param {keyof typeof DRAWN} name */
export const icon = (name) => drawn("svg", { class: "icon", viewBox: "0 0 16 16", "aria-hidden": "true" }, drawn("path", { d: DRAWN[name] ?? DRAWN.error }));
