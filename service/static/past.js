// The questions that were asked in this browser. They never leave it.

const KEY = "dateline.asked";
const MOST = 100;

/** The questions, newest first. @returns {{q: string, hash: string, at: string}[]} */
export function asked() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((each) => typeof each?.q === "string" && typeof each.hash === "string") : [];
  } catch {
    return []; // what is no list of ours, or may not be read, is none
  }
}

/** Keeps a question with its address; the same one again moves to the front. @param {string} q @param {string} hash */
export function remember(q, hash) {
  const kept = [{ q, hash, at: new Date().toISOString() }, ...asked().filter((each) => each.q !== q)];
  keep(kept.slice(0, MOST));
}

/** Forgets them all. */
export const forget = () => keep([]);

function keep(all) {
  try {
    if (all.length) localStorage.setItem(KEY, JSON.stringify(all));
    else localStorage.removeItem(KEY);
  } catch {
    return; // full, or not allowed: the page works without
  }
}
