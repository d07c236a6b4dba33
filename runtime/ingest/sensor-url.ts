export interface SensorUrl {
  /** Without the query, every occurrence of it. */
  readonly url: string;
  readonly path: string;
  /** With its `?`; null when there is none or it is empty. */
  readonly query: string | null;
}

// Scheme and authority are optional, trackers mostly send a path.
const PARTS = /^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/([^/?#]*))?([^?#]*)(\?[^#]*)?/i;

/** Splits an address of a page. What cannot be read as one (`http:///x?y`) stays whole, without a query. */
export function splitUrl(text: string): SensorUrl {
  const [, authority, path = "", question = ""] = PARTS.exec(text) ?? [];
  if (authority === "" || question.length <= 1) return { url: text, path: authority === "" ? text : path, query: null };
  return { url: text.replaceAll(question, ""), path, query: question };
}
