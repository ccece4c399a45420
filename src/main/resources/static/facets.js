// The filters beside the results: values of attributes with how many products have each.

import { element, make } from "./dom.js";
import { readable } from "./words.js";

const FIRST = ["gender", "articleType", "baseColour"];
const MOST_ATTRIBUTES = 6;
const MOST_CLOSED = 8;

const list = element("facets");
const chosen = new Map(); // attribute → Set of values as JSON, so that 2012 and "2012" stay different
const opened = new Set();

/** Attributes worth a filter, of those that the hits have: the well-known ones first. */
export function attributesOf(hits) {
  const names = new Set(hits.flatMap(({ product }) => Object.keys(product.attributes ?? {})));
  const known = FIRST.filter((name) => names.has(name));
  return [...known, ...[...names].filter((name) => !known.includes(name)).sort()].slice(0, MOST_ATTRIBUTES);
}

/** The filters as a search takes them. */
export function filters() {
  return Object.fromEntries([...chosen].map(([name, values]) => [name, [...values].map((value) => JSON.parse(value))]));
}

export function count() {
  return [...chosen.values()].reduce((sum, values) => sum + values.size, 0);
}

export function clear() {
  chosen.clear();
}

/** As parameters of the address, f.gender="Men". */
export function write(parameters) {
  for (const [name, values] of chosen) for (const value of values) parameters.append(`f.${name}`, value);
}

export function read(parameters) {
  chosen.clear();
  for (const [key, value] of parameters) {
    if (key.startsWith("f.") && isScalar(value)) choose(key.slice(2), value, true);
  }
}

function isScalar(text) {
  try {
    return ["string", "number", "boolean"].includes(typeof JSON.parse(text));
  } catch {
    return false;
  }
}

function choose(name, value, wanted) {
  const values = chosen.get(name) ?? new Set();
  if (wanted) values.add(value);
  else values.delete(value);
  if (values.size) chosen.set(name, values);
  else chosen.delete(name);
}

/** Shows what is chosen, each with a way to take it back; `onChange` is called when that is done. */
export function showChosen(onChange) {
  const buttons = [...chosen].flatMap(([name, values]) => [...values].map((value) => {
    const button = make("button", { type: "button", textContent: JSON.parse(value), title: readable(name) });
    button.setAttribute("aria-label", `Remove the filter ${readable(name)}: ${JSON.parse(value)}`);
    button.addEventListener("click", () => {
      choose(name, value, false);
      onChange();
    });
    return make("li", {}, button);
  }));
  element("chosen-values").replaceChildren(...buttons);
  element("chosen").hidden = !buttons.length;
  element("filters-title").textContent = buttons.length ? `Filters (${buttons.length})` : "Filters";
}

/** Whether counts are awaited; something stands where the first ones will be. */
export function busy(is) {
  list.setAttribute("aria-busy", String(is));
  if (!is) return;
  element("filters").hidden = false;
  if (!list.children.length) list.replaceChildren(make("p", { className: "counting", textContent: "Counting …" }));
}

/** Shows the counts; `onChange` is called when a value is chosen or no longer is. */
export function show(counts, onChange) {
  busy(false);
  const focused = document.activeElement?.closest("#facets") ? document.activeElement.id : null;
  list.replaceChildren(...Object.entries(counts ?? {})
    .filter(([name, values]) => values.length > 1 || chosen.has(name))
    .map(([name, values]) => group(name, values, onChange)));
  element("filters").hidden = !list.children.length;
  if (focused) element(focused)?.focus();
}

export function hide() {
  busy(false);
  list.replaceChildren();
  element("filters").hidden = true;
}

function group(name, values, onChange) {
  const marked = chosen.get(name) ?? new Set();
  const counted = values.map(({ value, count }) => ({ key: JSON.stringify(value), label: String(value), count }));
  for (const key of marked) {
    if (!counted.some((each) => each.key === key)) counted.unshift({ key, label: String(JSON.parse(key)), count: 0 });
  }
  const shown = opened.has(name) ? counted : counted.filter(({ key }, place) => place < MOST_CLOSED || marked.has(key));
  const set = make("fieldset", {}, make("legend", { textContent: readable(name) }),
    ...shown.map((each) => option(name, each, marked.has(each.key), onChange)));
  if (counted.length > MOST_CLOSED) set.append(opener(name, counted, onChange, set));
  return set;
}

function option(name, { key, label, count }, checked, onChange) {
  const box = make("input", { type: "checkbox", id: `facet ${name} ${key}`, checked });
  box.addEventListener("change", () => {
    choose(name, key, box.checked);
    onChange();
  });
  return make("label", {}, box, make("span", { textContent: label }), make("small", { textContent: count.toLocaleString() }));
}

function opener(name, counted, onChange, set) {
  const isOpen = opened.has(name);
  const button = make("button", {
    type: "button",
    id: `facet ${name} all`,
    className: "plain",
    textContent: isOpen ? "Show fewer" : `Show all ${counted.length}`,
  });
  button.setAttribute("aria-expanded", String(isOpen));
  button.setAttribute("aria-label", `${button.textContent}: ${readable(name)}`);
  button.addEventListener("click", () => {
    if (!opened.delete(name)) opened.add(name);
    const values = counted.map(({ key, count }) => ({ value: JSON.parse(key), count }));
    set.replaceWith(group(name, values, onChange));
    element(button.id)?.focus();
  });
  return button;
}
