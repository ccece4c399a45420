// Waits out what passes by itself: a server that cannot be reached, is busy or asks for patience.

const PASSING = new Set([0, 429, 502, 503, 504]);
const LONGEST_PAUSE_SECONDS = 30;

/**
 * Attempts until it succeeds or fails for good. Before each further attempt `onWait(problem, secondsLeft, hurry)` is called
 * once a second; `hurry` ends the pause.
 */
export async function patiently(attempt, signal, onWait) {
  for (let failures = 0; ; failures++) {
    try {
      return await attempt();
    } catch (problem) {
      if (signal.aborted || !PASSING.has(problem.status)) throw problem;
      const seconds = problem.retryAfter ?? Math.min(2 ** (failures + 1), LONGEST_PAUSE_SECONDS);
      await pause(Math.max(1, seconds), signal, (left, hurry) => onWait(problem, left, hurry));
    }
  }
}

/** Ends early when hurried, or when the browser is connected again. */
function pause(seconds, signal, onSecond) {
  return new Promise((resolve, reject) => {
    let left = seconds;
    const end = (settle) => {
      clearInterval(clock);
      signal.removeEventListener("abort", abort);
      removeEventListener("online", hurry);
      settle();
    };
    const abort = () => end(() => reject(signal.reason));
    const hurry = () => end(resolve);
    const clock = setInterval(() => (--left > 0 ? onSecond(left, hurry) : hurry()), 1000);
    signal.addEventListener("abort", abort);
    addEventListener("online", hurry);
    onSecond(left, hurry);
  });
}
