// The service's HTTP interface, as far as the page needs it. A refusal is thrown as its problem document (RFC 9457).

const JSON_HEADERS = { "Content-Type": "application/json", Accept: "application/json, application/problem+json" };

export async function search(body, signal) {
  const response = await fetch("api/search", { method: "POST", headers: JSON_HEADERS, body: JSON.stringify(body), signal });
  const answer = await response.json().catch(() => null);
  if (!response.ok || !answer) {
    throw answer ?? { title: "The server could not answer", status: response.status };
  }
  return answer;
}

/** The catalogues there are, or none when the list cannot be had: the server's own default is searched then. */
export async function catalogues() {
  try {
    const response = await fetch("api/catalogues", { headers: { Accept: "application/json" } });
    return response.ok ? (await response.json()).items : [];
  } catch {
    return [];
  }
}

/** A product by its id, or null when the catalogue has none. */
export async function product(catalogue, id) {
  const response = await fetch(`api/catalogues/${encodeURIComponent(catalogue)}/products/${encodeURIComponent(id)}`);
  return response.ok ? response.json() : null;
}
