// Products that were found, as cards.

const SHOWN_ATTRIBUTES = ["gender", "baseColour", "articleType"];

const template = document.getElementById("card");

/** A hit's card; `onSimilar` is called with the product when more of its kind are wanted. */
export function card({ score, product }, onSimilar) {
  const item = template.content.cloneNode(true).firstElementChild;
  item.tabIndex = -1;
  picture(item.querySelector("img"), product);
  item.querySelector(".name").textContent = product.name;
  const meter = item.querySelector("meter");
  meter.value = Math.max(0, Math.min(1, score));
  meter.textContent = score.toFixed(3);
  meter.setAttribute("aria-label", "Score");
  item.querySelector(".score span").textContent = score.toFixed(3);
  item.querySelector(".attributes").replaceChildren(...attributes(product));
  const similar = item.querySelector(".similar");
  similar.setAttribute("aria-label", `More like ${product.name}`);
  similar.hidden = !product.imageUrl;
  similar.addEventListener("click", () => onSimilar(product));
  return item;
}

function attributes(product) {
  return SHOWN_ATTRIBUTES.filter((name) => product.attributes?.[name]).map((name) => {
    const entry = document.createElement("li");
    entry.title = name;
    entry.textContent = product.attributes[name];
    return entry;
  });
}

function picture(image, product) {
  const without = () => image.replaceWith("No picture");
  if (!product.imageUrl) return without();
  image.addEventListener("error", without, { once: true });
  image.src = product.imageUrl;
}

/** What stands where the first cards will be. */
export function placeholders(count) {
  return Array.from({ length: count }, () => {
    const item = template.content.cloneNode(true).firstElementChild;
    item.classList.add("waiting");
    item.setAttribute("aria-hidden", "true");
    item.querySelector("img").remove();
    item.querySelector(".similar").remove();
    item.querySelector(".score").replaceChildren();
    return item;
  });
}
