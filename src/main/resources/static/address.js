// The address (?q=…&like=…&mode=…&variants=together&catalogue=…&f.gender="Men") tells what is shown, so that a search can be shared and "back"
// works. A picture does not fit into it: the browser's history keeps that.

export const DEFAULT_MODE = "hybrid";

/** Puts what is shown into the address; `remember` says whether that is a new entry of the browser's history. */
export function write({ words, like, picture, mode, together, catalogue, writeFilters }, remember) {
  const parameters = new URLSearchParams();
  if (like) parameters.set("like", like);
  else if (words && !picture) parameters.set("q", words);
  if (mode !== DEFAULT_MODE) parameters.set("mode", mode);
  if (together) parameters.set("variants", "together");
  if (catalogue) parameters.set("catalogue", catalogue);
  writeFilters(parameters);
  const query = parameters.toString();
  const address = location.pathname + (query ? `?${query}` : "");
  const isNew = address !== location.pathname + location.search || picture !== pictureOf(history.state);
  if (remember && isNew) history.pushState({ picture }, "", address);
  else history.replaceState({ picture }, "", address);
}

export function read() {
  const parameters = new URLSearchParams(location.search);
  return {
    words: parameters.get("q") ?? "",
    like: parameters.get("like"),
    picture: pictureOf(history.state),
    mode: parameters.get("mode") ?? DEFAULT_MODE,
    together: parameters.get("variants") === "together",
    catalogue: parameters.get("catalogue"),
    parameters,
  };
}

function pictureOf(state) {
  return state?.picture ?? null;
}
