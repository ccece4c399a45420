// Why a product stands where it does. What the service tells is shown whole: what this page knows by a name of its own,
// anything else by the service's name.

import { make } from "./dom.js";
import { readable, value } from "./words.js";

const NAMES = {
  vector: "By its picture",
  text: "By its words",
  probability: "Probability that it fits",
  matchedWords: "Words that match",
  matchedAttributes: "Attributes that match",
  terms: "Parts of the search",
};

/** The explanation as a list of names and values. */
export function explanation(told) {
  const rows = Object.entries(told ?? {}).filter(([, given]) => isTold(given));
  if (!rows.length) return make("p", { textContent: "The service gives no reason for this one." });
  return make("dl", {}, ...rows.flatMap(([name, given]) => [
    make("dt", { textContent: NAMES[name] ?? readable(name) }),
    make("dd", {}, content(name, given)),
  ]));
}

function isTold(given) {
  return given !== null && given !== undefined && !(Array.isArray(given) && given.length === 0);
}

function content(name, given) {
  if (Array.isArray(given)) return list(name, given);
  return typeof given === "object" ? parts(given) : value(name, given);
}

function list(name, items) {
  const lines = items.some((item) => typeof item === "object");
  const text = (item) => (name === "matchedAttributes" ? readable(item) : line(name, item));
  return make("ul", { className: lines ? "lines" : "chips" }, ...items.map((item) => make("li", { textContent: text(item) })));
}

/** A place in a ranking, say: { rank, score } → "Rank 3 · Score 0.634". */
function parts(given) {
  return make("span", { textContent: line("", given) });
}

function line(name, given) {
  if (given === null) return "";
  if (Array.isArray(given)) return given.map((item) => line(name, item)).join(", ");
  if (typeof given !== "object") return value(name, given);
  const { text, word, ...others } = given;
  const subject = [text, word].filter((each) => typeof each === "string").map((each) => `“${each}”`);
  const rest = Object.entries(others).filter(([, each]) => isTold(each)).map(([key, each]) => `${readable(key)} ${line(key, each)}`);
  return [...subject, ...rest].join(" · ");
}
