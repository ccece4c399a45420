// What the operators' pages share: calls with the key, and following a job.

import { call, picture as load, Problem } from "./api.js";
import { element, make } from "./dom.js";
import * as messages from "./messages.js";

const GLANCE_MILLIS = 2000;
const PATIENCE_MILLIS = 10_000;
const KEPT_UNDER = "vitrine-key"; // for this window only

const key = element("key");
key.value = sessionStorage.getItem(KEPT_UNDER) ?? "";
key.addEventListener("input", () => sessionStorage.setItem(KEPT_UNDER, key.value));

const ENDED = new Set(["SUCCEEDED", "FAILED", "CANCELLED"]);

export const hasEnded = (job) => ENDED.has(job.status);

const authorization = () => (key.value ? { Authorization: `Bearer ${key.value.trim()}` } : {});

/** A call with the key that was entered; refusals are shown and give null. */
export async function ask(address, options = {}) {
  try {
    const answer = await call(address, { ...options, headers: authorization() });
    messages.noProblem();
    return answer;
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    messages.problem(problem);
    if (problem.status === 401 || problem.status === 403) key.focus();
    return null;
  }
}

/** A product's picture, asked for with the key, which a browser does not send by itself; a word where there is none. */
export function picture(address) {
  const without = make("div", { className: "quiet", textContent: "No picture" });
  if (!address) return without;
  const image = make("img", { alt: "" });
  image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
  load(address, authorization()).then((content) => { image.src = content; }, () => image.replaceWith(without));
  return image;
}

/** Runs what fills a page. What could not be filled, which is said by false, is tried again whenever another key has been entered. */
export function fillWith(...loaders) {
  let waiting = loaders;
  let turn = Promise.resolve();
  const attempt = () => {
    turn = turn.then(async () => {
      const filled = await Promise.all(waiting.map((loader) => loader()));
      waiting = waiting.filter((_, place) => !filled[place]);
    });
  };
  key.addEventListener("change", attempt);
  attempt();
}

/** Offers the catalogues, the default one first; false when there is no list of them. */
export async function offerCatalogues(select) {
  const all = await ask("api/catalogues");
  if (!all) return false;
  const names = all.items.map(({ name }) => name);
  options(select, ["", ...names], "", ["the default one", ...names]);
  return true;
}

export const post = (address, body) => ask(address, { method: "POST", body });

/** Tells of a job now and whenever it may have changed, and resolves with it when it has ended. A server that is away is waited for. */
export async function follow(id, tell) {
  for (;;) {
    const job = await ask(`api/jobs/${id}`);
    if (job) tell(job);
    if (job && hasEnded(job)) return job;
    await new Promise((resolve) => setTimeout(resolve, job ? GLANCE_MILLIS : PATIENCE_MILLIS));
  }
}

export function options(select, values, chosen, texts = values) {
  select.replaceChildren(...values.map((value, place) => make("option", { value, textContent: texts[place], selected: value === chosen })));
}

/** How far a job is, in words. */
export function progress({ progress: { done, total, unit, phase, etaSeconds } }) {
  const far = total ? `${done.toLocaleString()} of ${total.toLocaleString()} ${unit ?? ""}` : done ? `${done.toLocaleString()} ${unit ?? ""}` : "";
  return [phase, far, etaSeconds ? `${duration(etaSeconds)} left` : ""].filter(Boolean).join(" · ");
}

export function duration(seconds) {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  return `${Math.floor(seconds / 3600)} h ${Math.round((seconds % 3600) / 60)} min`;
}

export const when = (instant) => new Date(instant).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });

/** A table's rows of texts and elements; the first is its head. */
export function table(into, [head, ...rows]) {
  into.replaceChildren(
    make("thead", {}, make("tr", {}, ...head.map((text) => make("th", { scope: "col", textContent: text })))),
    make("tbody", {}, ...rows.map((cells) => make("tr", {}, ...cells.map((cell) => make("td", {}, cell ?? "–"))))));
}

export const share = (value) => (value === undefined || value === null ? null : value.toFixed(3));

export const percent = (value) => (value === undefined || value === null ? null : `${(100 * value).toFixed(1)} %`);
