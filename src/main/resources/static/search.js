// The search page: what is typed, dropped or pointed at goes to POST /api/search, what comes back becomes cards.

import * as address from "./address.js";
import * as api from "./api.js";
import * as choices from "./choices.js";
import { element } from "./dom.js";
import * as example from "./example.js";
import * as facets from "./facets.js";
import * as keyboard from "./keyboard.js";
import * as messages from "./messages.js";
import * as pictures from "./pictures.js";
import * as results from "./results.js";
import { patiently } from "./retry.js";
import { quantity } from "./words.js";

const TYPING_PAUSE_MILLIS = 250;
const COUNTING_PAUSE_MILLIS = 600; // counting reads the whole catalogue, so not while somebody types

const query = element("query");

let running = new AbortController(); // of the search under way: a new one drops the old one's answer
let counted = ""; // what the shown facets were counted for
let typing = 0;
let drafting = false; // whether the words of the newest entry of the history are still being typed

const words = () => query.value.trim();

/** Searches for what the page holds; `remember` says whether the browser's history gets a new entry. */
async function search({ remember = true, typed = false } = {}) {
  clearTimeout(typing);
  running.abort();
  running = new AbortController();
  address.write(wanted(), remember && !(typed && drafting));
  drafting = typed;
  showWanted();
  if (!example.isGiven() && !words()) return welcome();
  await load(request(), 0, running.signal, typed);
}

function wanted() {
  return {
    words: words(),
    like: example.product()?.id,
    picture: example.picture(),
    mode: choices.mode(),
    together: choices.areVariantsTogether(),
    catalogue: choices.isDefaultCatalogue() ? null : choices.chosenCatalogue(),
    writeFilters: facets.write,
  };
}

function request() {
  const meaning = example.isGiven() ? example.meaning() : { query: words() };
  const mode = example.isGiven() ? "vector" : choices.mode();
  const body = { ...meaning, mode, limit: results.PAGE_SIZE, filters: facets.filters(), collapseDuplicates: choices.areVariantsTogether() };
  return choices.chosenCatalogue() ? { ...body, catalogue: choices.chosenCatalogue() } : body;
}

function showWanted() {
  const name = example.isGiven() ? example.name() : words();
  document.title = name ? `${name} · Vitrine` : "Vitrine";
  choices.markPhrase(example.isGiven() ? "" : words());
  choices.allowModes(!example.isGiven());
  element("clear").hidden = !query.value && !example.isGiven();
  facets.showChosen(() => search());
}

async function load(body, offset, signal, typed) {
  results.busy(true);
  if (offset === 0) results.wait();
  messages.notEmpty();
  try {
    const answer = await patiently(() => api.search({ ...body, offset }, signal), signal, messages.waiting);
    messages.noProblem();
    results.show(answer, body, offset, searchLike);
    tell(answer);
    results.busy(false);
    if (offset === 0) await count(body, answer, signal, typed);
  } catch (problem) {
    if (signal.aborted) return;
    if (offset === 0) leave();
    results.busy(false);
    messages.problem(problem);
  }
}

function tell(answer) {
  const found = quantity(results.count(), "product");
  const corrected = answer.corrected ? ` for “${answer.corrected}”` : "";
  const text = (results.areAll() ? found : `The first ${found}`) + corrected;
  const incomplete = answer.complete === false ? ["there may be more"] : [];
  const origin = [`catalogue ${answer.catalogue}`, ...(answer.model ? [`model ${answer.model}`] : []), ...incomplete];
  if (results.count() > 0) return messages.status(text, [`${answer.tookMillis} ms`, ...origin].join(" · "));
  messages.status(`Nothing found${corrected}`, origin.join(" · "));
  messages.empty("Nothing found", facets.count() ? "Take a filter away, or try other words." : "Try other words, or another catalogue.");
}

/** Fills the filters, unless they show what this search's would be already. */
async function count(body, answer, signal, typed) {
  const key = JSON.stringify([answer.catalogue, body.filters, ...(body.mode === "text" ? [body.query] : [])]);
  if (key === counted) return facets.busy(false);
  const names = [...new Set([...Object.keys(body.filters), ...facets.attributesOf(answer.hits)])];
  if (!names.length) return facets.hide();
  facets.busy(true);
  if (typed) await new Promise((resolve) => setTimeout(resolve, COUNTING_PAUSE_MILLIS));
  if (signal.aborted) return;
  const { facets: counts } = await patiently(() => api.search({ ...body, limit: 1, facets: names }, signal), signal, messages.waiting);
  messages.noProblem();
  counted = key;
  facets.show(counts, () => search());
}

function searchLike(product) {
  query.value = "";
  example.use({ product });
  search();
  scrollTo({ top: 0 });
  query.focus({ preventScroll: true });
}

/** Waits for a page that is still reading its address, which would take the picture or the problem away again. */
async function searchByPicture(file) {
  try {
    await begun;
    const picture = await pictures.prepared(file);
    query.value = "";
    example.use({ picture });
    search();
  } catch (problem) {
    messages.problem(problem);
  }
}

/** Empties the page. */
function leave() {
  results.clear();
  messages.status("");
  facets.hide();
  counted = "";
}

function welcome() {
  leave();
  results.busy(false);
  messages.noProblem();
  messages.empty("What are you looking for?",
    "Say it in your own words: a colour, a kind, whom it is for. Or drop a picture here, and find what looks like it.");
}

function startAnew() {
  query.value = "";
  example.use(null);
  query.focus();
  search();
  return true;
}

/** Makes the page hold what the address says; false when that has become another one meanwhile. */
async function readAddress() {
  const here = location.href;
  const said = address.read();
  query.value ||= said.words; // somebody may have been quicker
  choices.chooseMode(said.mode);
  choices.putVariantsTogether(said.together);
  choices.chooseCatalogue(said.catalogue);
  facets.read(said.parameters);
  const product = said.like && await likedProduct(said.like);
  if (location.href !== here) return false;
  example.use(product ? { product } : said.picture ? { picture: said.picture } : null);
  return true;
}

/** Null when there is none; without name and picture when the server cannot tell now, for the search will say why. */
async function likedProduct(id) {
  try {
    return await api.product(choices.chosenCatalogue(), id);
  } catch {
    return { id, name: id };
  }
}

element("search").addEventListener("submit", (event) => {
  event.preventDefault();
  if (words()) example.use(null);
  search();
  if (matchMedia("(hover: hover)").matches) query.select(); // ready for other words
  else query.blur(); // puts the keyboard on the screen away
});
query.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    if (words()) example.use(null);
    search({ typed: true });
  }, TYPING_PAUSE_MILLIS);
});
element("clear").addEventListener("click", startAnew);
element("example-remove").addEventListener("click", startAnew);
element("filters-clear").addEventListener("click", () => {
  facets.clear();
  search();
});
element("by-picture").addEventListener("click", () => element("picture").click());
pictures.watch(element("picture"), searchByPicture);
results.onMore(() => {
  const { body, offset } = results.next();
  load(body, offset, running.signal);
});
choices.onMode(() => search());
choices.onVariants(() => search());
choices.onCatalogue(() => {
  facets.clear();
  if (example.product()) example.use(null);
  search();
});
choices.offerPhrases((phrase) => {
  query.value = phrase;
  example.use(null);
  search();
});
keyboard.listen(startAnew);
addEventListener("popstate", async () => {
  query.value = "";
  if (await readAddress()) search({ remember: false });
});

/** Filters stand open beside the results where there is room for both. */
const wide = matchMedia("(min-width: 900px)");
const unfold = () => element("filters").toggleAttribute("open", wide.matches);
wide.addEventListener("change", unfold);
unfold();

async function begin() {
  await choices.offerCatalogues();
  if (await readAddress()) search({ remember: false });
}
const begun = begin();
