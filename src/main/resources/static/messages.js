// What the page says: how many products were found, what went wrong, and what to do where there is nothing to show.

import { element, make } from "./dom.js";

/** The live region: screen readers speak its news. */
export function status(text, details = "") {
  element("status").replaceChildren(text, ...(details ? [make("span", { className: "details" }, ` · ${details}`)] : []));
}

export function empty(title, text) {
  element("empty-title").textContent = title;
  element("empty-text").textContent = text;
  element("empty").hidden = false;
}

export function notEmpty() {
  element("empty").hidden = true;
}

/** A problem that stays until the next search. */
export function problem(given) {
  tell(given);
  element("problem-wait").hidden = true;
}

/** A problem that is waited out; told once, while the seconds count down beside it where no screen reader repeats them. */
export function waiting(given, secondsLeft, hurry) {
  if (element("problem").hidden || element("problem-wait").hidden) tell(given);
  element("problem-seconds").textContent = `Trying again in ${secondsLeft} s`;
  element("problem-hurry").onclick = hurry;
  element("problem-wait").hidden = false;
}

export function noProblem() {
  element("problem").hidden = true;
  element("problem-wait").hidden = true;
}

function tell({ title, detail, errors = [], status: number, code }) {
  const untold = errors.filter(({ message }) => !detail?.includes(message));
  const origin = [number, code].filter(Boolean).join(" · ");
  element("problem-text").replaceChildren(
    make("h2", { textContent: title }),
    ...(detail ? [make("p", { textContent: detail })] : []),
    ...(untold.length ? [make("ul", {}, ...untold.map(({ field, message }) => make("li", { textContent: `${field}: ${message}` })))] : []),
    ...(origin ? [make("small", { textContent: origin })] : []));
  element("problem").hidden = false;
  element("problem").scrollIntoView({ block: "nearest" });
}
