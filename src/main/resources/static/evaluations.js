// Evaluations: start one, read the reports, hold two against one another.

import * as comparison from "./comparison.js";
import { element, make } from "./dom.js";
import * as messages from "./messages.js";
import { ask, fillWith, follow, offerCatalogues, options, percent, post, progress, share, table, when } from "./operate.js";

const form = element("evaluate");
const compared = new Map(); // whole reports by id, the one chosen first first

async function list() {
  compared.clear();
  comparison.show(compared);
  const reports = await ask("api/evaluations");
  if (!reports) return false;
  element("none").hidden = reports.total > 0;
  element("reports").hidden = reports.total === 0;
  table(element("reports"), [
    ["Report", "Compare", "Model", "Catalogue", "Part", "Recall@1", "Recall@10", "MRR@10", "Accuracy held out", "Top-100 held out", "Accuracy in sample", "Top-100 in sample"],
    ...reports.items.map((report) => [
      make("a", { href: `api/evaluations/${report.id}`, textContent: when(report.createdAt) }), choice(report),
      report.model, report.catalogue, report.split, ...figures(report)]),
  ]);
  return true;
}

function figures({ textToImage, paper }) {
  return [
    share(textToImage?.figures.recallAt1), share(textToImage?.figures.recallAt10), share(textToImage?.figures.mrrAt10),
    percent(paper?.heldOut.accuracy), percent(paper?.heldOut.top100Accuracy),
    percent(paper?.inSample.accuracy), percent(paper?.inSample.top100Accuracy),
  ];
}

function choice(report) {
  const box = make("input", { type: "checkbox", ariaLabel: `Compare ${report.model} of ${when(report.createdAt)}` });
  box.addEventListener("change", async () => {
    compared.delete(report.id);
    if (box.checked) compared.set(report.id, await ask(`api/evaluations/${report.id}`)); // lists leave the slices out
    comparison.show(compared);
  });
  return box;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { model, catalogue, split } = form.elements;
  const job = await post("api/evaluations", { model: model.value, split: split.value, ...(catalogue.value ? { catalogue: catalogue.value } : {}) });
  if (!job) return;
  const ended = await follow(job.id, (now) => { element("running").textContent = progress(now); });
  element("running").textContent = "";
  await list();
  if (ended.failure) messages.problem({ title: "The evaluation failed", detail: ended.failure.message, code: ended.failure.code });
});

async function fill() {
  const [models, offered] = await Promise.all([ask("api/models"), offerCatalogues(form.elements.catalogue)]);
  if (!models || !offered) return false;
  options(form.elements.model, models.items.map(({ name }) => name), models.items.find(({ active }) => active)?.name);
  form.querySelector("button").disabled = false; // there is something to choose from now
  return true;
}

fillWith(list, fill);
