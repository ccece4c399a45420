// The curves of trainings and sweeps, drawn by uPlot.

import uPlot from "./webjars/uplot/dist/uPlot.esm.js";

const HEIGHT = 220;
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const axis = () => ({ stroke: colour("--quiet"), grid: { stroke: colour("--line"), width: 1 }, ticks: { stroke: colour("--line"), width: 1 } });

function line(label, stroke, decimals, more = {}) {
  return { label, stroke, width: 2, value: (chart, value) => (value == null ? "–" : value.toFixed(decimals)), ...more };
}

/** A chart in `place` that grows with it; `show(rows)` draws other values, one array for each series. */
function chart(place, x, series, range) {
  const size = () => ({ width: Math.max(240, place.clientWidth), height: HEIGHT });
  const drawn = new uPlot({
    ...size(),
    scales: { x: { time: false }, y: { range } },
    axes: [axis(), axis()],
    series: [{ label: x }, ...series],
    legend: { live: true },
  }, [[], ...series.map(() => [])], place);
  new ResizeObserver(() => place.clientWidth && drawn.setSize(size())).observe(place);
  return (values) => drawn.setData(values);
}

export function lossChart(place) {
  const show = chart(place, "step", [line("loss", colour("--accent"), 3)]);
  return (points) => show([points.map(({ step }) => step), points.map(({ loss }) => loss)]);
}

export function validationChart(place) {
  const show = chart(place, "epoch", [
    line("recall@1", colour("--quiet"), 3, { dash: [2, 4], points: { show: true } }),
    line("recall@10", colour("--accent"), 3, { points: { show: true } }),
    line("MRR@10", colour("--ink"), 3, { dash: [8, 4], points: { show: true } }),
  ], [0, 1]);
  return (epochs) => {
    const of = (name) => epochs.map(({ validation }) => validation?.[name] ?? null);
    show([epochs.map(({ epoch }) => epoch), of("recallAt1"), of("recallAt10"), of("mrrAt10")]);
  };
}

/** A line for each trial of a sweep, coloured by its standing. */
export function raceChart(place, count) {
  let trials = [];
  const strokes = { BEST: "--accent", RACING: "--ink", STOPPED: "--quiet" };
  const stroke = (drawn, series) => colour(strokes[trials[series - 1]?.standing] ?? "--line");
  const series = Array.from({ length: count }, (nothing, place) => line(`${place + 1}`, stroke, 3, { points: { show: true } }));
  const show = chart(place, "epoch", series);
  return (next) => {
    trials = next;
    const epochs = Math.max(0, ...trials.map((trial) => trial.epochs.length));
    show([Array.from({ length: epochs }, (nothing, place) => place + 1),
      ...trials.map((trial) => Array.from({ length: epochs }, (nothing, place) => trial.epochs[place]?.validation?.mrrAt10 ?? null))]);
  };
}
