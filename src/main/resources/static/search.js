// The search page: what is typed goes to POST /api/search, what comes back becomes cards.
// The address (?q=…&catalogue=…) always tells what is shown, so that a search can be shared and "back" works.

const PAGE_SIZE = 24;
const TYPING_PAUSE_MILLIS = 300;
const SHOWN_ATTRIBUTES = ["gender", "baseColour", "articleType"];
const EXAMPLES = ["red men's t-shirt", "black leather handbag", "women's blue kurta", "white sports shoes for men",
  "silver watch", "striped dress for girls"];

const element = (id) => document.getElementById(id);
const form = element("search");
const query = element("query");
const catalogue = element("catalogue");
const more = element("more");

let running = null; // the AbortController of the request under way
let shown = { text: "", count: 0 };
let typing = 0;

function address(text) {
  const parameters = new URLSearchParams();
  if (text) parameters.set("q", text);
  if (catalogue.value && catalogue.value !== catalogue.dataset.default) parameters.set("catalogue", catalogue.value);
  const written = parameters.toString();
  return written ? `?${written}` : location.pathname;
}

async function ask(body, signal) {
  const response = await fetch("api/search", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json, application/problem+json" },
    body: JSON.stringify(body),
    signal,
  });
  const answer = await response.json().catch(() => null);
  if (!response.ok || !answer) {
    throw answer ?? { title: "The server could not answer", status: response.status };
  }
  return answer;
}

function requestFor(text, offset) {
  const body = { query: text, mode: "vector", limit: PAGE_SIZE, offset };
  if (catalogue.value) body.catalogue = catalogue.value;
  return body;
}

/** Searches for what the box holds; `remember` says whether the browser's history gets a new entry. */
async function search({ remember = false } = {}) {
  clearTimeout(typing);
  running?.abort();
  const text = query.value.trim();
  markExample(text);
  if (remember && address(text) !== location.search) history.pushState(null, "", address(text));
  else history.replaceState(null, "", address(text));
  document.title = text ? `${text} · Vitrine` : "Vitrine";
  if (!text) return welcome();
  await load(text, 0);
}

async function load(text, offset) {
  const controller = new AbortController();
  running = controller;
  busy(true);
  if (offset === 0 && shown.count === 0) placeholders();
  try {
    const answer = await ask(requestFor(text, offset), controller.signal);
    show(answer, text, offset);
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

function busy(is) {
  element("results").setAttribute("aria-busy", String(is));
  more.disabled = is;
  if (is) element("status").textContent = "Searching…";
}

function show(answer, text, offset) {
  const cards = answer.hits.map(card);
  const hits = element("hits");
  if (offset === 0) hits.replaceChildren(...cards);
  else hits.append(...cards);
  if (offset > 0) cards[0]?.focus();
  shown = { text, count: offset + cards.length };
  element("problem").hidden = true;
  empty(shown.count === 0 ? ["Nothing found", "Try other words, or another catalogue."] : null);
  more.hidden = cards.length < PAGE_SIZE;
  element("status").textContent = summary(answer);
}

function summary(answer) {
  const products = shown.count === 1 ? "1 product" : `${shown.count} products`;
  const took = answer.tookMillis === undefined ? "" : ` in ${Math.round(answer.tookMillis)} ms`;
  const where = [answer.catalogue && `catalogue ${answer.catalogue}`, answer.model && `model ${answer.model}`];
  const incomplete = answer.complete === false ? ["there may be more"] : [];
  return [products + took, ...where.filter(Boolean), ...incomplete].join(" · ");
}

function card({ score, product }) {
  const item = element("card").content.cloneNode(true).firstElementChild;
  item.tabIndex = -1;
  picture(item.querySelector("img"), product);
  item.querySelector(".name").textContent = product.name;
  const meter = item.querySelector("meter");
  meter.value = Math.max(0, Math.min(1, score));
  meter.textContent = score.toFixed(3);
  meter.setAttribute("aria-label", "Score");
  item.querySelector(".score span").textContent = score.toFixed(3);
  const attributes = SHOWN_ATTRIBUTES.filter((name) => product.attributes?.[name]).map((name) => {
    const entry = document.createElement("li");
    entry.title = name;
    entry.textContent = product.attributes[name];
    return entry;
  });
  item.querySelector(".attributes").replaceChildren(...attributes);
  return item;
}

function picture(image, product) {
  const without = () => image.replaceWith("No picture");
  if (!product.imageUrl) return without();
  image.addEventListener("error", without, { once: true });
  image.src = product.imageUrl;
}

function placeholders() {
  empty(null);
  element("problem").hidden = true;
  const waiting = Array.from({ length: 8 }, () => {
    const item = element("card").content.cloneNode(true).firstElementChild;
    item.classList.add("waiting");
    item.setAttribute("aria-hidden", "true");
    item.querySelector("img").remove();
    item.querySelector(".score").replaceChildren();
    return item;
  });
  element("hits").replaceChildren(...waiting);
}

function clear() {
  element("hits").replaceChildren();
  shown = { text: "", count: 0 };
  more.hidden = true;
  element("status").textContent = "";
}

function welcome() {
  running = null;
  busy(false);
  clear();
  element("problem").hidden = true;
  empty(["What are you looking for?", "Say it in your own words: a colour, a kind, whom it is for. Names play no part, the pictures decide."]);
}

/** Shows a problem document (RFC 9457). */
function fail(problem) {
  element("status").textContent = "";
  empty(null);
  const section = element("problem");
  const title = document.createElement("h2");
  title.textContent = problem.title ?? "The search failed";
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
  section.replaceChildren(title, detail, ...(fields.children.length ? [fields] : []), code);
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
  element("examples").replaceChildren(...EXAMPLES.map((example) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = example;
    button.addEventListener("click", () => {
      query.value = example;
      search({ remember: true });
    });
    item.append(button);
    return item;
  }));
}

/** Fills the choice of catalogues; it shows only when there is one to make. */
async function offerCatalogues() {
  try {
    const response = await fetch("api/catalogues", { headers: { Accept: "application/json" } });
    if (!response.ok) return;
    const { items } = await response.json();
    catalogue.replaceChildren(...items.map((item) => new Option(`${item.name} (${item.products})`, item.name)));
    const preferred = items.find((item) => item.isDefault ?? item.default) ?? items[0];
    catalogue.dataset.default = preferred?.name ?? "";
    catalogue.value = catalogue.dataset.default;
    element("catalogue-choice").hidden = items.length < 2;
  } catch {
    // Without the list the server's own default catalogue is searched.
  }
}

function chooseAddressedCatalogue() {
  catalogue.value = new URLSearchParams(location.search).get("catalogue") ?? catalogue.dataset.default ?? "";
  if (catalogue.selectedIndex < 0) catalogue.value = catalogue.dataset.default ?? "";
}

function readQuery() {
  query.value = new URLSearchParams(location.search).get("q") ?? "";
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  search({ remember: true });
  query.select();
});
query.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(search, TYPING_PAUSE_MILLIS);
});
catalogue.addEventListener("change", () => search({ remember: true }));
more.addEventListener("click", () => load(shown.text, shown.count));
addEventListener("popstate", () => {
  readQuery();
  chooseAddressedCatalogue();
  search();
});
addEventListener("keydown", (event) => {
  const free = document.activeElement === document.body || document.activeElement?.closest("#results");
  if (event.key === "/" && free) {
    event.preventDefault();
    query.focus();
  }
});

offerExamples();
readQuery();
await offerCatalogues();
chooseAddressedCatalogue();
search(); // for what the box holds by now: somebody may have been quicker
