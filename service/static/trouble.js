// What went wrong with a request, in words for people.

import { Problem } from "./api.js";

/** A sentence or two, with the request's id where there is one. @param {Error} error */
export function trouble(error) {
  if (error.name === "AbortError") return "Stopped.";
  if (!(error instanceof Problem)) return "The service can't be reached. Is it running, and are you online?";
  return [told(error), error.requestId && `Request ${error.requestId}.`].filter(Boolean).join(" ");
}

function told({ status, title, message }) {
  if (status === 401) return `A key is needed, or the one given is not known: see “Your key” under Archive. ${message}`;
  if (status === 403) return `The key does not allow this. ${message}`;
  return `${title}. ${message}`;
}
