// The products that were found: pages of hits, what is told about them, and their explanations when asked for.

import * as api from "./api.js";
import { card, placeholders } from "./cards.js";
import { element } from "./dom.js";

export const PAGE_SIZE = 24;

const hits = element("hits");
const more = element("more");

let shown = { body: null, count: 0 };

/** The request for the page after those that are shown. */
export const next = () => ({ body: shown.body, offset: shown.count });
export const count = () => shown.count;
export const areAll = () => more.hidden;

/** Shows an answer's hits, after those that stand there when its offset is not 0. */
export function show(answer, body, offset, onSimilar) {
  const explain = explanations({ ...body, offset });
  const cards = answer.hits.map((hit) => card(hit, { onSimilar, explain }));
  if (offset === 0) hits.replaceChildren(...cards);
  else hits.append(...cards);
  if (offset > 0) cards[0]?.focus();
  shown = { body, count: offset + cards.length };
  more.hidden = cards.length < PAGE_SIZE;
}

/** Asks for the explanations of a whole page at the first question, and then answers by product id. */
function explanations(body) {
  let asked = null;
  return async (id) => {
    asked ??= api.search({ ...body, explain: true });
    try {
      return (await asked).hits.find(({ product }) => product.id === id)?.explanation;
    } catch (problem) {
      asked = null;
      throw problem;
    }
  };
}

export function wait() {
  if (shown.count === 0) hits.replaceChildren(...placeholders(8));
}

export function busy(is) {
  element("results").setAttribute("aria-busy", String(is));
  more.disabled = is;
}

export function clear() {
  hits.replaceChildren();
  shown = { body: null, count: 0 };
  more.hidden = true;
}

export function onMore(listener) {
  more.addEventListener("click", listener);
}
