// Sweeps: several plans train against one another, and the best one's model is kept.

import { raceChart } from "./charts.js";
import { element } from "./dom.js";
import { jobCard, showState, time } from "./jobcard.js";
import * as messages from "./messages.js";
import { ask, fillWith, follow, hasEnded, post, share, table, when } from "./operate.js";

const EXAMPLE = {
  plan: { epochs: 4 },
  space: {
    "learningRates.image": { from: 5e-5, to: 5e-4, scale: "log" },
    "captions.wordDropout": [0, 0.1, 0.2],
  },
  trials: 8,
  firstRung: 1,
  keep: 0.5,
};

const form = element("sweep");
const shown = new Map(); // cards by the id of their job
form.elements.request.value = JSON.stringify(EXAMPLE, null, 2);

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  let wanted;
  try {
    wanted = JSON.parse(form.elements.request.value);
  } catch (failure) {
    messages.problem({ title: "The sweep is no JSON", detail: failure.message });
    return;
  }
  const job = await post("api/training-sweeps", wanted);
  if (!job) return;
  element("new-sweep").open = false;
  watch(job);
});

function card(job) {
  const held = jobCard("sweep-job", job, job.plan.name, update);
  shown.set(job.id, held);
  return held;
}

function update(job) {
  const { part } = shown.get(job.id);
  const { trials, keep } = job.plan;
  const { plan, catalogue } = trials[0].training;
  part(".what").textContent = [`${trials.length} trials`, keep === 1 ? "none is stopped early" : `${Math.round(100 * keep)} % go on after a rung`,
    `catalogue ${catalogue}`, `${plan.epochs} epochs`, `asked ${when(job.createdAt)}`, ...time(job)].join(" · ");
  showState(part, job);
  if (job.details) draw(job);
}

const best = ({ epochs }) => Math.max(...epochs.map(({ validation }) => validation.mrrAt10));
const changes = (trial) => Object.entries(trial.changes).map(([path, value]) => `${path} ${value}`).join(", ") || "the plan as it is";

function draw(job) {
  const held = shown.get(job.id);
  if (!held.part(".more").open) return;
  const { trials } = job.details;
  held.draw ??= raceChart(held.part(".race"), trials.length);
  held.draw(trials);
  const begun = trials.filter(({ epochs }) => epochs.length).toSorted((a, b) => best(b) - best(a));
  table(held.part(".trials"), [
    ["Trial", "Differs by", "Epochs", "MRR@10", "Recall@10", "Standing"],
    ...begun.map((trial) => {
      const last = trial.epochs.at(-1).validation;
      return [String(trial.number), changes(trial), String(trial.epochs.length), share(best(trial)), share(last.recallAt10), trial.standing.toLowerCase()];
    }),
  ]);
}

/** Puts a new sweep on top and follows it to its end. */
async function watch(job) {
  const { item, part } = card(job);
  element("no-sweeps").hidden = true;
  element("sweeps").prepend(item);
  part(".more").open = true;
  update(job);
  const ended = await follow(job.id, update);
  messages.status(`Sweep ${ended.plan.name}: ${ended.status.toLowerCase()}`);
}

async function list() {
  const page = await ask("api/jobs?type=sweep&limit=20");
  if (!page) return false;
  element("no-sweeps").hidden = page.total > 0;
  for (const job of page.items.toReversed()) {
    if (hasEnded(job)) {
      element("sweeps").prepend(card(job).item);
      update(job);
    } else {
      watch(job);
    }
  }
  return true;
}

fillWith(list);
