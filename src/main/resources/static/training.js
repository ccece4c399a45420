// Trainings: a plan is written and sent, running jobs are watched and steered.

import { lossChart, validationChart } from "./charts.js";
import { element } from "./dom.js";
import { jobCard, showState, time } from "./jobcard.js";
import * as messages from "./messages.js";
import { ask, duration, fillWith, follow, hasEnded, offerCatalogues, options, post, share, table, when } from "./operate.js";

const form = element("plan");
const IN_FIELDS = ["encoder", "epochs", "batchSize"];
const shown = new Map(); // cards by the id of their job

async function fill() {
  const fields = form.elements;
  const [defaults, encoders, models, offered] = await Promise.all([
    ask("api/training-jobs/defaults"), ask("api/training-jobs/encoders"), ask("api/models"), offerCatalogues(fields.catalogue)]);
  if (!defaults || !encoders || !models || !offered) return false;
  const names = encoders.items.map(({ name }) => name);
  options(fields.encoder, names, defaults.encoder, encoders.items.map(({ name, height, width }) => `${name} (${height}×${width})`));
  const versions = models.items.map(({ name }) => name);
  options(fields.startFrom, ["", "published", ...versions], "",
    ["the active model, where it fits", "published towers", ...versions]);
  fields.epochs.value = defaults.epochs;
  fields.batchSize.value = defaults.batchSize;
  const rest = Object.fromEntries(Object.entries(defaults).filter(([name]) => !IN_FIELDS.includes(name)));
  fields.rest.value = JSON.stringify(rest, null, 2);
  form.querySelector("button").disabled = false; // there is something to send now
  return true;
}

function plan() {
  const { name, catalogue, startFrom, encoder, epochs, batchSize, rest } = form.elements;
  const chosen = { name: name.value.trim(), catalogue: catalogue.value, startFrom: startFrom.value };
  const given = Object.fromEntries(Object.entries(chosen).filter(([, value]) => value));
  return { ...JSON.parse(rest.value || "{}"), ...given, encoder: encoder.value, epochs: Number(epochs.value), batchSize: Number(batchSize.value) };
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  let wanted;
  try {
    wanted = plan();
  } catch (failure) {
    messages.problem({ title: "The rest of the plan is no JSON", detail: failure.message });
    return;
  }
  const job = await post("api/training-jobs", wanted);
  if (!job) return;
  element("new").open = false;
  watch(job);
});

function card(job) {
  const held = jobCard("job", job, job.plan.name, update);
  held.part(".document").textContent = JSON.stringify(job.plan.plan, null, 2);
  shown.set(job.id, held);
  return held;
}

function update(job) {
  const { part } = shown.get(job.id);
  part(".what").textContent = [job.plan.plan.encoder, `catalogue ${job.plan.catalogue}`, `${job.plan.plan.epochs} epochs`,
    job.plan.startFrom ? `from ${job.plan.startFrom}` : "from published towers", `asked ${when(job.createdAt)}`, ...time(job)].join(" · ");
  showState(part, job, job.details?.pairsPerSecond ? `${job.details.pairsPerSecond.toFixed(0)} pairs a second` : "");
  if (job.details) draw(job);
}

function draw(job) {
  const held = shown.get(job.id);
  if (!held.part(".more").open) return;
  held.draw ??= { loss: lossChart(held.part(".loss")), validation: validationChart(held.part(".validation")) };
  held.draw.loss(job.details.loss);
  held.draw.validation(job.details.epochs);
  held.part(".epochs").hidden = !job.details.epochs.length;
  table(held.part(".epochs"), [
    ["Epoch", "Mean loss", "Scale", "Recall@1", "Recall@10", "MRR@10", "Time"],
    ...job.details.epochs.map(({ epoch, meanLoss, logitScale, validation, seconds }) => [String(epoch), meanLoss.toFixed(3),
      logitScale.toFixed(1), share(validation?.recallAt1), share(validation?.recallAt10), share(validation?.mrrAt10), duration(seconds)]),
  ]);
}

/** Puts a new job on top and follows it to its end. */
async function watch(job) {
  const { item, part } = card(job);
  element("none").hidden = true;
  element("jobs").prepend(item);
  part(".more").open = true;
  update(job);
  const ended = await follow(job.id, update);
  messages.status(`Training ${ended.plan.name}: ${ended.status.toLowerCase()}`);
}

async function list() {
  const page = await ask("api/jobs?type=training&limit=50");
  if (!page) return false;
  element("none").hidden = page.total > 0;
  for (const job of page.items.toReversed()) {
    if (hasEnded(job)) {
      element("jobs").prepend(card(job).item);
      update(job);
    } else {
      watch(job);
    }
  }
  return true;
}

fillWith(fill, list);
