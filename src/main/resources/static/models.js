// Model versions: what they are worth, which one answers, and two of them side by side.

import { element, make } from "./dom.js";
import * as messages from "./messages.js";
import { ask, fillWith, follow, offerCatalogues, options, percent, picture, post, progress, share, when } from "./operate.js";

const COMPARED_HITS = 12;
const WORSE = "worse-than-live"; // the one refusal that may be overridden
const compare = element("compare");
const refusals = new Map(); // why a version was found worse, by its name

async function list() {
  const models = await ask("api/models");
  if (!models) return false;
  element("models").replaceChildren(...models.items.map(card));
  const names = models.items.map(({ name }) => name);
  const active = models.items.find((model) => model.active)?.name ?? names[0];
  options(compare.elements.left, names, active);
  options(compare.elements.right, names, names.find((name) => name !== active) ?? active);
  return true;
}

function card(model) {
  const item = element("model").content.cloneNode(true).firstElementChild;
  const part = (name) => item.querySelector(name);
  part(".name").textContent = model.name;
  part(".badge").hidden = !model.active;
  part(".what").textContent = [model.encoder, `registered ${when(model.createdAt)}`,
    ...(model.card.data?.source ? [`learned from ${model.card.data.source}`] : [])].join(" · ");
  part(".figures").replaceChildren(...figures(model.metrics).map(([name, value]) =>
    make("div", {}, make("dt", { textContent: name }), make("dd", { textContent: value }))));
  part(".document").textContent = JSON.stringify(model.card, null, 2);
  part(".activate").hidden = model.active;
  part(".delete").hidden = model.active;
  part(".force").hidden = model.active || !refusals.has(model.name);
  part(".activate").addEventListener("click", () => activate(model, part(".far")));
  part(".force").addEventListener("click", () => force(model, part(".far")));
  part(".delete").addEventListener("click", () => remove(model));
  return item;
}

/** What the model card measured, in the order in which it matters. */
function figures({ textToImage, paperHeldOut, paperInSample } = {}) {
  const paper = (measured) => measured && `${percent(measured.accuracy)} / ${percent(measured.top100Accuracy)}`;
  return [
    ["recall@1", share(textToImage?.recallAt1)],
    ["recall@10", share(textToImage?.recallAt10)],
    ["MRR@10", share(textToImage?.mrrAt10)],
    ["accuracy / top-100, held out", paper(paperHeldOut)],
    ["in sample", paper(paperInSample)],
  ].filter(([, value]) => value);
}

async function activate({ name }, far, wish) {
  const job = await post(`api/models/${encodeURIComponent(name)}/activation`, wish);
  if (!job) return;
  const { status, failure, result } = await follow(job.id, (now) => { far.textContent = progress(now); });
  refusals.delete(name);
  if (failure?.code === WORSE) refusals.set(name, failure.message);
  await list();
  messages.status(status === "SUCCEEDED" ? `${name} answers searches now` : "", result?.findings?.gate?.explanation);
  if (failure) messages.problem({ title: `${name} was not activated`, detail: failure.message, code: failure.code });
}

async function force(model, far) {
  if (!confirm(`${refusals.get(model.name)}\n\nActivate it anyway?`)) return;
  await activate(model, far, { force: true });
}

async function remove({ name }) {
  if (!confirm(`Delete ${name} and its vectors?`)) return;
  if (await ask(`api/models/${encodeURIComponent(name)}`, { method: "DELETE" })) await list();
}

compare.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { query, left, right, catalogue } = compare.elements;
  const sides = element("sides");
  sides.setAttribute("aria-busy", "true");
  const search = (model) => ask("api/search", { method: "POST", body: {
    query: query.value.trim(), model, mode: "vector", limit: COMPARED_HITS, ...(catalogue.value ? { catalogue: catalogue.value } : {}) } });
  const [first, second] = await Promise.all([search(left.value), search(right.value)]);
  sides.setAttribute("aria-busy", "false");
  if (first && second) sides.replaceChildren(side(first, second), side(second, first));
});

/** The hits of one model; those that the other lacks are marked. */
function side(answer, other) {
  const elsewhere = new Set(other.hits.map(({ product }) => product.id));
  return make("section", { ariaLabel: answer.model },
    make("h3", { textContent: `${answer.model} · ${answer.tookMillis} ms` }),
    make("ol", {}, ...answer.hits.map(({ score, product }) => make("li", { className: elsewhere.has(product.id) ? "" : "only-here" },
      picture(product.imageUrl),
      make("div", { textContent: product.name }),
      make("div", { className: "quiet", textContent: score.toFixed(3) + (elsewhere.has(product.id) ? "" : " · only here") })))));
}

fillWith(list, () => offerCatalogues(compare.elements.catalogue));
