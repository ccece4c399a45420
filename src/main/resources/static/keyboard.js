// "/" goes to the search box, arrows move among the products, Escape closes what is open or clears the search.

import { element } from "./dom.js";

const hits = element("hits");
const query = element("query");

/** `onClear` is called when the search box is to be emptied. */
export function listen(onClear) {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (handle(event, onClear)) event.preventDefault();
  });
}

function handle({ key, target }, onClear) {
  if (key === "/") return !isTyping(target) && focusQuery();
  if (key === "Escape") return target === query ? onClear() : closeAround(target);
  if (key === "ArrowDown" && target === query) return focusCard(0);
  return target.closest?.("#hits .card") && !isTyping(target) && moveFrom(target.closest(".card"), key);
}

function isTyping(target) {
  return target.matches?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
}

function focusQuery() {
  query.focus();
  query.select();
  return true;
}

/** Closes the explanation, or the unfolded filters, that the focus is in or beside. */
function closeAround(target) {
  const explain = target.closest?.(".card")?.querySelector(".explain[aria-expanded=true]");
  if (explain) {
    explain.click();
    explain.focus();
    return true;
  }
  const filters = target.closest?.("details.filters[open]");
  if (!filters) return false;
  filters.open = false;
  filters.querySelector("summary").focus();
  return true;
}

function moveFrom(card, key) {
  const cards = [...hits.children];
  const place = cards.indexOf(card);
  const columns = cards.filter(({ offsetTop }) => offsetTop === cards[0].offsetTop).length;
  const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns };
  if (!(key in steps)) return false;
  return place + steps[key] < 0 ? focusQuery() : focusCard(place + steps[key]);
}

function focusCard(place) {
  const card = hits.children[place];
  if (!card || card.classList.contains("waiting")) return false;
  card.focus();
  card.scrollIntoView({ block: "nearest" });
  return true;
}
