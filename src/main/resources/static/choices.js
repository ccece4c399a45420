// What can be chosen besides the words: phrases to begin with, what is matched, what makes one hit, and the catalogue.

import * as api from "./api.js";
import { DEFAULT_MODE } from "./address.js";
import { element, make } from "./dom.js";

const PHRASES = ["red men's t-shirt", "black leather handbag", "women's blue kurta", "white sports shoes", "striped dress for girls"];

const catalogue = element("catalogue");
const together = element("together");
const modes = [...document.querySelectorAll("#modes input")];

export function offerPhrases(onChoice) {
  element("phrases").replaceChildren(...PHRASES.map((words) => {
    const button = make("button", { type: "button", textContent: words });
    button.addEventListener("click", () => onChoice(words));
    return make("li", {}, button);
  }));
}

export function markPhrase(words) {
  for (const button of document.querySelectorAll("#phrases button")) {
    button.setAttribute("aria-pressed", String(button.textContent === words));
  }
}

export function mode() {
  return modes.find(({ checked }) => checked)?.value ?? DEFAULT_MODE;
}

export function chooseMode(name) {
  const known = modes.some(({ value }) => value === name);
  for (const choice of modes) choice.checked = choice.value === (known ? name : DEFAULT_MODE);
}

/** A picture or a product has no words to match. */
export function allowModes(allowed) {
  element("modes").disabled = !allowed;
}

export function onMode(listener) {
  element("modes").addEventListener("change", listener);
}

/** Whether products that are the same to a shopper make one hit. */
export const areVariantsTogether = () => together.checked;

export function putVariantsTogether(are) {
  together.checked = are;
}

export function onVariants(listener) {
  together.addEventListener("change", listener);
}

/** Fills the choice of catalogues; it shows only when there is one to make. */
export async function offerCatalogues() {
  const items = await api.catalogues();
  catalogue.replaceChildren(...items.map(({ name, products }) => new Option(`${name} (${products.toLocaleString()})`, name)));
  const preferred = items.find(({ isDefault }) => isDefault) ?? items[0];
  catalogue.dataset.default = preferred?.name ?? "";
  catalogue.value = catalogue.dataset.default;
  element("catalogue-choice").hidden = items.length < 2;
}

export const chosenCatalogue = () => catalogue.value;
export const isDefaultCatalogue = () => catalogue.value === catalogue.dataset.default;

/** One that is not there leaves the default. */
export function chooseCatalogue(name) {
  catalogue.value = name ?? catalogue.dataset.default;
  if (catalogue.selectedIndex < 0) catalogue.value = catalogue.dataset.default;
}

export function onCatalogue(listener) {
  catalogue.addEventListener("change", listener);
}
