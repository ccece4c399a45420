// Names and values of the service's answers, as a reader wants them.

const DECIMALS = 3;
const OF_ONE = /probability|certainty/i; // better read as a percentage

/** "baseColour" → "Base colour". */
export function readable(name) {
  const words = name.replace(/([a-z])([A-Z])/g, "$1 $2").replace(/[_-]+/g, " ").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function quantity(number, singular, plural = `${singular}s`) {
  return `${number.toLocaleString()} ${number === 1 ? singular : plural}`;
}

/** A number, text or truth value; what its name says about it decides how a number is written. */
export function value(name, given) {
  if (typeof given === "boolean") return given ? "yes" : "no";
  if (typeof given !== "number") return String(given);
  if (OF_ONE.test(name) && given >= 0 && given <= 1) return percentage(given);
  return Number.isInteger(given) ? given.toLocaleString() : given.toFixed(DECIMALS);
}

function percentage(share) {
  if (share > 0 && share < 0.01) return "under 1 %";
  return `${Math.round(share * 100)} %`;
}
