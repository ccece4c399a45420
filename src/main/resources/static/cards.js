// Products that were found, as cards.

import { element, make } from "./dom.js";
import { explanation } from "./explanation.js";
import { quantity, readable } from "./words.js";

const SHOWN_ATTRIBUTES = ["gender", "baseColour", "articleType"];

const template = element("card");
let explained = 0; // numbers the explanations, whose buttons point to them

/**
 * A hit's card. `onSimilar` is called with the product when more of its kind are wanted, `explain` with its id when somebody
 * asks why it is there: it gives the explanation later.
 */
export function card({ score, product, variants = [] }, { onSimilar, explain }) {
  const item = template.content.cloneNode(true).firstElementChild;
  picture(item.querySelector("img"), product);
  item.querySelector(".name").textContent = product.name;
  showScore(item.querySelector(".score"), score);
  item.querySelector(".attributes").replaceChildren(...attributes(product));
  if (variants?.length) item.querySelector(".attributes").after(variantList(variants));
  const similar = item.querySelector(".similar");
  similar.setAttribute("aria-label", `More like ${product.name}`);
  similar.hidden = !product.imageUrl;
  similar.addEventListener("click", () => onSimilar(product));
  openExplanation(item, product, explain);
  return item;
}

function showScore(line, score) {
  const meter = line.querySelector("meter");
  meter.value = Math.max(0, Math.min(1, score));
  meter.textContent = score.toFixed(3);
  line.querySelector("span").textContent = score.toFixed(3);
}

function attributes(product) {
  return SHOWN_ATTRIBUTES.filter((name) => product.attributes?.[name])
    .map((name) => make("li", { title: readable(name), textContent: product.attributes[name] }));
}

function picture(image, product) {
  const without = () => image.replaceWith("No picture");
  if (!product.imageUrl) return without();
  image.addEventListener("error", without, { once: true });
  image.src = product.imageUrl;
}

/** The products that a hit stands for besides its own, each with what is different about it. */
function variantList(variants) {
  const differences = ({ attributes }) => Object.values(attributes ?? {}).filter((each) => each !== null).map((each) => ` · ${each}`);
  return make("details", { className: "variants" },
    make("summary", { textContent: quantity(variants.length, "variant") }),
    make("ul", {}, ...variants.map((variant) => make("li", {}, variant.name, ...differences(variant)))));
}

function openExplanation(item, product, explain) {
  const button = item.querySelector(".explain");
  const panel = item.querySelector(".why");
  panel.id = `why-${++explained}`;
  button.setAttribute("aria-controls", panel.id);
  button.setAttribute("aria-label", `Why is ${product.name} here?`);
  button.addEventListener("click", async () => {
    panel.hidden = !panel.hidden;
    button.setAttribute("aria-expanded", String(!panel.hidden));
    if (panel.hidden) return;
    panel.replaceChildren(make("p", { textContent: "Asking …" }));
    try {
      panel.replaceChildren(explanation(await explain(product.id)));
    } catch (problem) {
      panel.replaceChildren(make("p", { textContent: problem.title ?? "The explanation cannot be had." }));
    }
  });
}

/** What stands where the first cards will be. */
export function placeholders(count) {
  return Array.from({ length: count }, () => {
    const item = template.content.cloneNode(true).firstElementChild;
    item.classList.add("waiting");
    item.setAttribute("aria-hidden", "true");
    for (const part of item.querySelectorAll("img, .actions, .why, .attributes")) part.remove();
    item.querySelector(".score").replaceChildren();
    return item;
  });
}
