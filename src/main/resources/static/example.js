// What is searched by instead of words: a product of the catalogue or somebody's own picture.

import { element } from "./dom.js";

const PLACEHOLDER = element("query").placeholder;

let example = null;

export const product = () => example?.product ?? null;
export const picture = () => example?.picture ?? null;
export const isGiven = () => example !== null;

/** Takes { product }, { picture } with its data address, or null for none. */
export function use(given) {
  example = given;
  element("example").hidden = !given;
  element("query").placeholder = given ? "or say it in words" : PLACEHOLDER;
  if (!given) return;
  const address = given.picture ?? given.product.imageUrl;
  element("example-picture").hidden = !address;
  element("example-picture").src = address ?? "";
  element("example-name").textContent = name();
}

export function name() {
  return example.picture ? "Like your picture" : `Like “${example.product.name}”`;
}

/** As the search takes it. */
export function meaning() {
  return example.picture
    ? { image: example.picture.slice(example.picture.indexOf(",") + 1) }
    : { similarTo: example.product.id };
}
