// The filters beside the results: values of attributes with how many products have each.

const FIRST = ["gender", "articleType", "baseColour"];
const MOST_ATTRIBUTES = 6;
const MOST_CLOSED = 8;

const list = document.getElementById("facets");
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

/** Shows the counts; `onChange` is called when a value is chosen or no longer is. */
export function show(counts, onChange) {
  const focused = document.activeElement?.closest("#facets") ? document.activeElement.id : null;
  list.replaceChildren(...Object.entries(counts ?? {})
    .filter(([name, values]) => values.length > 1 || chosen.has(name))
    .map(([name, values]) => group(name, values, onChange)));
  if (focused) document.getElementById(focused)?.focus();
}

function group(name, values, onChange) {
  const set = document.createElement("fieldset");
  const legend = document.createElement("legend");
  legend.textContent = readable(name);
  const marked = chosen.get(name) ?? new Set();
  const counted = values.map(({ value, count }) => ({ key: JSON.stringify(value), label: String(value), count }));
  for (const key of marked) {
    if (!counted.some((each) => each.key === key)) counted.unshift({ key, label: String(JSON.parse(key)), count: 0 });
  }
  const first = opened.has(name) ? counted : counted.filter(({ key }, index) => index < MOST_CLOSED || marked.has(key));
  set.append(legend, ...first.map((each) => option(name, each, marked.has(each.key), onChange)));
  if (counted.length > MOST_CLOSED) set.append(opener(name, counted, onChange, set));
  return set;
}

function option(name, { key, label, count }, checked, onChange) {
  const row = document.createElement("label");
  const box = document.createElement("input");
  box.type = "checkbox";
  box.id = `facet ${name} ${key}`;
  box.checked = checked;
  box.addEventListener("change", () => {
    choose(name, key, box.checked);
    onChange();
  });
  const text = document.createElement("span");
  text.textContent = label;
  const number = document.createElement("small");
  number.textContent = count.toLocaleString();
  row.append(box, text, number);
  return row;
}

function opener(name, counted, onChange, set) {
  const button = document.createElement("button");
  button.type = "button";
  button.id = `facet ${name} all`;
  button.className = "plain";
  button.textContent = opened.has(name) ? "Show fewer" : `Show all ${counted.length}`;
  button.setAttribute("aria-expanded", String(opened.has(name)));
  button.addEventListener("click", () => {
    if (!opened.delete(name)) opened.add(name);
    const values = counted.map(({ key, count }) => ({ value: JSON.parse(key), count }));
    set.replaceWith(group(name, values, onChange));
    document.getElementById(button.id)?.focus();
  });
  return button;
}

/** "baseColour" → "Base colour". */
function readable(name) {
  const words = name.replace(/([a-z])([A-Z])/g, "$1 $2").replace(/[_-]+/g, " ").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
