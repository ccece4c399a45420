// The service's HTTP interface, as far as the page needs it.

const JSON_HEADERS = { "Content-Type": "application/json", Accept: "application/json, application/problem+json" };

const TITLES = {
  0: "The server cannot be reached",
  401: "A key is needed",
  429: "Too many searches at once",
  503: "The server is busy",
};

/** A refusal: the service's problem document (RFC 9457), or what is known without one. Status 0 means: no answer. */
export class Problem extends Error {
  constructor({ title, detail, status = 0, code, errors }, retryAfter = null) {
    super(title ?? TITLES[status] ?? "The server could not answer");
    this.title = this.message;
    this.detail = detail ?? "";
    this.status = status;
    this.code = code;
    this.errors = errors ?? [];
    this.retryAfter = retryAfter; // seconds, or null
  }
}

/** Any call of the interface that answers with JSON. */
export function call(address, { method = "GET", body, signal, headers = {} } = {}) {
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  return json(address, { method, headers: { ...JSON_HEADERS, ...headers }, signal, ...content });
}

export function search(body, signal) {
  return json("api/search", { method: "POST", headers: JSON_HEADERS, body: JSON.stringify(body), signal });
}

/** The catalogues there are, or none when the list cannot be had: the server's own default is searched then. */
export async function catalogues() {
  try {
    return (await json("api/catalogues", { headers: JSON_HEADERS })).items;
  } catch {
    return [];
  }
}

/** A product by its id, or null when the catalogue has none. */
export async function product(catalogue, id) {
  try {
    return await json(`api/catalogues/${encodeURIComponent(catalogue)}/products/${encodeURIComponent(id)}`);
  } catch (problem) {
    if (problem.status === 404) return null;
    throw problem;
  }
}

/** A picture as an address within this page, to be revoked once it is shown. */
export async function picture(address, headers) {
  const response = await reach(address, { headers });
  if (!response.ok) throw new Problem({ status: response.status });
  return URL.createObjectURL(await response.blob());
}

async function json(address, options) {
  const response = await reach(address, options);
  if (response.status === 204) return {};
  const answer = await response.json().catch((failure) => {
    if (failure.name === "AbortError") throw failure;
    return null; // a proxy's page, say
  });
  if (!response.ok || !answer) {
    throw new Problem({ ...answer, status: response.status }, seconds(response.headers.get("Retry-After")));
  }
  return answer;
}

async function reach(address, options) {
  try {
    return await fetch(address, options);
  } catch (failure) {
    if (failure.name === "AbortError") throw failure;
    throw new Problem({ detail: "Is it running, and is there a connection?" });
  }
}

/** Retry-After is a number of seconds or a date. */
function seconds(retryAfter) {
  if (!retryAfter) return null;
  const wait = /^\d+$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - Date.now()) / 1000;
  return Number.isFinite(wait) ? Math.max(0, Math.ceil(wait)) : null;
}
