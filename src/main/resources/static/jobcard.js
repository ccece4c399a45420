// A job's card on a page: its head, its progress, and the buttons that steer it.

import { element } from "./dom.js";
import * as messages from "./messages.js";
import { ask, duration, hasEnded, post, progress } from "./operate.js";

/** A card made of a template; `update` is told of the whole job when its details are opened. */
export function jobCard(template, job, name, update) {
  const item = element(template).content.cloneNode(true).firstElementChild;
  const part = (selector) => item.querySelector(selector);
  for (const wish of ["pause", "resume", "cancel"]) {
    part(`.${wish}`).addEventListener("click", async () => {
      const answer = await post(`api/jobs/${job.id}/${wish}`);
      if (answer) messages.status(`Asked ${job.type} ${name} to ${wish}`);
    });
  }
  part(".name").textContent = name;
  part(".more").addEventListener("toggle", async () => {
    if (!part(".more").open) return;
    const whole = await ask(`api/jobs/${job.id}`); // lists leave the details out
    if (whole) update(whole);
  });
  return { item, part, draw: null };
}

/** Writes a job's state into its card; `rate` is put beside the progress. */
export function showState(part, job, rate = "") {
  const running = !hasEnded(job);
  part(".badge").textContent = job.status.toLowerCase();
  part("progress").hidden = !running;
  part("progress").value = job.progress.total ? job.progress.done / job.progress.total : 0;
  part(".far").hidden = !running;
  part(".far").textContent = [progress(job), running ? rate : ""].filter(Boolean).join(" · ");
  part(".pause").hidden = !running || job.status === "PAUSED";
  part(".resume").hidden = job.status !== "PAUSED";
  part(".cancel").hidden = !running;
  part(".failure").hidden = !job.failure;
  part(".failure").textContent = job.failure ? `${job.failure.message} (${job.failure.code})` : "";
}

/** How long a job took, when it has ended. */
export function time({ startedAt, finishedAt }) {
  return startedAt && finishedAt ? [`took ${duration((new Date(finishedAt) - new Date(startedAt)) / 1000)}`] : [];
}
