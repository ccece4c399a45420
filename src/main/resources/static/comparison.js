// Two evaluation reports held against one another.

import { element } from "./dom.js";
import { share, table } from "./operate.js";

const SLICES_SHOWN = 20;

/** Shows two reports by their ids: every figure, and the slices that moved most. Nothing for fewer or more. */
export function show(reports) {
  const [before, after] = [...reports.values()].filter(Boolean);
  element("difference").hidden = reports.size !== 2 || !after;
  if (element("difference").hidden) return;
  const same = before.catalogue === after.catalogue && before.split === after.split;
  element("difference-text").textContent = `From ${before.model} to ${after.model}` + (same ? "" : ": of another catalogue or part, so no fair comparison");
  table(element("figures"), [["Figure", before.model, after.model, "Change"], ...numbers(before).flatMap(([name, value], place) => {
    const other = numbers(after)[place][1];
    return value === undefined || other === undefined ? [] : [[name, share(value), share(other), signed(other - value)]];
  })]);
  const key = ({ attribute, value }) => `${attribute}: ${value}`;
  const slices = new Map((before.textToImage?.breakdown?.slices ?? []).map((slice) => [key(slice), slice]));
  const moved = (after.textToImage?.breakdown?.slices ?? []).filter((slice) => slices.has(key(slice)))
    .map((slice) => ({ name: key(slice), before: slices.get(key(slice)), after: slice, change: slice.recallAt10 - slices.get(key(slice)).recallAt10 }))
    .sort((one, other) => Math.abs(other.change) - Math.abs(one.change)).slice(0, SLICES_SHOWN);
  element("slices").hidden = !moved.length;
  table(element("slices"), [["Recall@10 of", before.model, after.model, "Change", "Queries"],
    ...moved.map(({ name, before: one, after: other, change }) => [name, share(one.recallAt10), share(other.recallAt10), signed(change), String(other.queries)])]);
}

function numbers({ textToImage, paper }) {
  return [
    ["Recall@1", textToImage?.figures.recallAt1], ["Recall@5", textToImage?.breakdown?.recallAt5],
    ["Recall@10", textToImage?.figures.recallAt10], ["Recall@100", textToImage?.figures.recallAt100],
    ["MRR@10", textToImage?.figures.mrrAt10], ["Median rank", textToImage?.breakdown?.medianRank],
    ["Accuracy held out", paper?.heldOut.accuracy], ["Top-100 held out", paper?.heldOut.top100Accuracy],
    ["Accuracy in sample", paper?.inSample.accuracy], ["Top-100 in sample", paper?.inSample.top100Accuracy],
  ];
}

const signed = (change) => (change > 0 ? "+" : change < 0 ? "−" : "") + Math.abs(change).toFixed(3);
