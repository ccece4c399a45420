// The search page: what is typed, dropped or pointed at goes to POST /api/search, what comes back becomes cards.
// The address (?q=…&like=…&catalogue=…&f.gender="Men") tells what is shown, so that a search can be shared and "back" works.

import * as api from "./api.js";
import { card, placeholders } from "./cards.js";
import * as facets from "./facets.js";
import * as pictures from "./pictures.js";

const PAGE_SIZE = 24;
const TYPING_PAUSE_MILLIS = 300;
const EXAMPLES = ["red men's t-shirt", "black leather handbag", "women's blue kurta", "white sports shoes for men",
  "silver watch", "striped dress for girls"];

const element = (id) => document.getElementById(id);
const form = element("search");
const query = element("query");
const catalogue = element("catalogue");
const more = element("more");

let example = null; // what is searched by instead of words: { product } or { picture }
let running = null; // the AbortController of the request under way
let shown = { body: null, count: 0 };
let counted = ""; // the catalogue and filters whose facets are shown
let typing = 0;

function address() {
  const parameters = new URLSearchParams();
  if (example?.product) parameters.set("like", example.product.id);
  else if (query.value.trim()) parameters.set("q", query.value.trim());
  if (catalogue.value && catalogue.value !== catalogue.dataset.default) parameters.set("catalogue", catalogue.value);
  facets.write(parameters);
  const written = parameters.toString();
  return written ? `?${written}` : location.pathname;
}

/** What is looked for, or null when nothing is. */
function meaning() {
  if (example?.picture) return { image: example.picture.base64 };
  if (example?.product) return { similarTo: example.product.id };
  const text = query.value.trim();
  return text ? { query: text } : null;
}

/** Searches for what the page holds; `remember` says whether the browser's history gets a new entry. */
async function search({ remember = false } = {}) {
  clearTimeout(typing);
  running?.abort();
  const text = query.value.trim();
  markExample(example ? "" : text);
  showExample();
  if (remember && address() !== location.search) history.pushState(null, "", address());
  else history.replaceState(null, "", address());
  document.title = title(text);
  const wanted = meaning();
  if (!wanted) return welcome();
  const body = { ...wanted, mode: "vector", limit: PAGE_SIZE, filters: facets.filters() };
  if (catalogue.value) body.catalogue = catalogue.value;
  await load(body, 0);
}

function title(text) {
  if (example?.product) return `Like ${example.product.name} · Vitrine`;
  if (example?.picture) return "Like a picture · Vitrine";
  return text ? `${text} · Vitrine` : "Vitrine";
}

async function load(body, offset) {
  const controller = new AbortController();
  running = controller;
  busy(true);
  if (offset === 0 && shown.count === 0) {
    clear();
    element("hits").replaceChildren(...placeholders(8));
  }
  try {
    const answer = await api.search({ ...body, offset }, controller.signal);
    show(answer, body, offset);
    if (offset === 0) await count(body, answer, controller.signal);
  } catch (problem) {
    if (problem.name === "AbortError") return;
    if (offset === 0) clear();
    fail(problem instanceof Error ? { title: "The server cannot be reached", detail: problem.message } : problem);
  }
  if (running === controller) {
    running = null;
    busy(false);
  }
}

/** Fills the filters, unless they show this catalogue's counts under these filters already. */
async function count(body, answer, signal) {
  const key = JSON.stringify([answer.catalogue, body.filters]);
  if (key === counted) return;
  const names = [...new Set([...Object.keys(body.filters), ...facets.attributesOf(answer.hits)])];
  const { facets: counts } = names.length ? await api.search({ ...body, limit: 1, facets: names }, signal) : {};
  counted = key;
  facets.show(counts, () => search({ remember: true }));
  const chosen = facets.count();
  element("filters").hidden = !element("facets").children.length;
  element("filters-title").textContent = chosen ? `Filters (${chosen})` : "Filters";
  element("filters-clear").hidden = !chosen;
}

function busy(is) {
  element("results").setAttribute("aria-busy", String(is));
  more.disabled = is;
  if (is) element("status").textContent = "Searching…";
}

function show(answer, body, offset) {
  const cards = answer.hits.map((hit) => card(hit, searchLike));
  const hits = element("hits");
  if (offset === 0) hits.replaceChildren(...cards);
  else hits.append(...cards);
  if (offset > 0) cards[0]?.focus();
  shown = { body, count: offset + cards.length };
  element("problem").hidden = true;
  const advice = facets.count() ? "Take a filter away, or try other words." : "Try other words, or another catalogue.";
  empty(shown.count === 0 ? ["Nothing found", advice] : null);
  more.hidden = cards.length < PAGE_SIZE;
  element("status").textContent = summary(answer);
}

function summary(answer) {
  const products = shown.count === 1 ? "1 product" : `${shown.count} products`;
  const where = [`catalogue ${answer.catalogue}`, `model ${answer.model}`];
  const incomplete = answer.complete === false ? ["there may be more"] : [];
  return [`${products} in ${answer.tookMillis} ms`, ...where, ...incomplete].join(" · ");
}

function searchLike(product) {
  example = { product };
  query.value = "";
  search({ remember: true });
  scrollTo({ top: 0 });
  query.focus({ preventScroll: true });
}

async function searchByPicture(file) {
  try {
    example = { picture: await pictures.prepared(file) };
    query.value = "";
    search({ remember: true });
  } catch (problem) {
    clear();
    fail(problem);
  }
}

/** Shows what is searched by instead of words. */
function showExample() {
  element("example").hidden = !example;
  if (!example) return;
  element("example-picture").src = example.picture?.preview ?? example.product.imageUrl;
  element("example-name").textContent = example.picture ? "Your picture" : `Like “${example.product.name}”`;
}

function forgetExample() {
  example = null;
}

function clear() {
  element("hits").replaceChildren();
  element("problem").hidden = true;
  empty(null);
  shown = { body: null, count: 0 };
  more.hidden = true;
  element("status").textContent = "";
}

function welcome() {
  running = null;
  busy(false);
  clear();
  element("filters").hidden = true;
  counted = "";
  empty(["What are you looking for?",
    "Say it in your own words: a colour, a kind, whom it is for. Or drop a picture here. Names play no part, the pictures decide."]);
}

/** Shows a problem document (RFC 9457). */
function fail(problem) {
  element("status").textContent = "";
  empty(null);
  const section = element("problem");
  const heading = document.createElement("h2");
  heading.textContent = problem.title ?? "The search failed";
  const detail = document.createElement("p");
  detail.textContent = problem.detail ?? "";
  const fields = document.createElement("ul");
  const untold = (problem.errors ?? []).filter(({ message }) => !problem.detail?.includes(message));
  fields.append(...untold.map(({ field, message }) => {
    const entry = document.createElement("li");
    entry.textContent = `${field}: ${message}`;
    return entry;
  }));
  const code = document.createElement("small");
  code.textContent = [problem.status, problem.code].filter(Boolean).join(" · ");
  section.replaceChildren(heading, detail, ...(fields.children.length ? [fields] : []), code);
  section.hidden = false;
}

function empty(words) {
  element("empty").hidden = !words;
  if (!words) return;
  [element("empty-title").textContent, element("empty-text").textContent] = words;
}

function markExample(text) {
  for (const button of document.querySelectorAll("#examples button")) {
    button.setAttribute("aria-pressed", String(button.textContent === text));
  }
}

function offerExamples() {
  element("examples").replaceChildren(...EXAMPLES.map((words) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words;
    button.addEventListener("click", () => {
      forgetExample();
      query.value = words;
      search({ remember: true });
    });
    item.append(button);
    return item;
  }));
}

/** Fills the choice of catalogues; it shows only when there is one to make. */
async function offerCatalogues() {
  const items = await api.catalogues();
  catalogue.replaceChildren(...items.map((item) => new Option(`${item.name} (${item.products})`, item.name)));
  const preferred = items.find((item) => item.isDefault) ?? items[0];
  catalogue.dataset.default = preferred?.name ?? "";
  catalogue.value = catalogue.dataset.default;
  element("catalogue-choice").hidden = items.length < 2;
}

/** Makes the page hold what the address says. */
async function readAddress() {
  const parameters = new URLSearchParams(location.search);
  query.value ||= parameters.get("q") ?? ""; // somebody may have been quicker
  catalogue.value = parameters.get("catalogue") ?? catalogue.dataset.default ?? "";
  if (catalogue.selectedIndex < 0) catalogue.value = catalogue.dataset.default ?? "";
  facets.read(parameters);
  const like = parameters.get("like");
  const product = like && catalogue.value ? await api.product(catalogue.value, like) : null;
  example = product ? { product } : null;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (query.value.trim()) forgetExample();
  search({ remember: true });
  query.select();
});
query.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    if (query.value.trim()) forgetExample();
    search();
  }, TYPING_PAUSE_MILLIS);
});
catalogue.addEventListener("change", () => {
  facets.clear();
  if (example?.product) forgetExample();
  search({ remember: true });
});
more.addEventListener("click", () => load(shown.body, shown.count));
element("filters-clear").addEventListener("click", () => {
  facets.clear();
  search({ remember: true });
});
element("example-remove").addEventListener("click", () => {
  forgetExample();
  search({ remember: true });
  query.focus();
});
element("by-picture").addEventListener("click", () => element("picture").click());
pictures.watch(element("picture"), searchByPicture);
addEventListener("popstate", async () => {
  query.value = "";
  await readAddress();
  search();
});
addEventListener("keydown", (event) => {
  const free = document.activeElement === document.body || document.activeElement?.closest("#results");
  if (event.key === "/" && free) {
    event.preventDefault();
    query.focus();
  }
});

/** Filters stand open beside the results where there is room for both. */
const wide = matchMedia("(min-width: 900px)");
const unfold = () => element("filters").toggleAttribute("open", wide.matches);
wide.addEventListener("change", unfold);
unfold();

offerExamples();
await offerCatalogues();
await readAddress();
search();
