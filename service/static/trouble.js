// What went wrong with a request, in a sentence or two.

import { failureOf } from "./states.js";

const KEYS = {
  401: "A key is needed, or the one given is not known: see “Your key” under Archive. ",
  403: "The key does not allow this. ",
};

/** The words, with the request's id where there is one. @param {Error & {status?: number}} error */
export function trouble(error) {
  const { words, detail, requestId } = failureOf(error);
  const told = KEYS[error.status] ? `${KEYS[error.status]}${detail}` : [`${words}.`, detail].filter(Boolean).join(" ");
  return requestId ? `${told} Request ${requestId}.` : told;
}
