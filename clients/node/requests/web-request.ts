/** What is read of a request of Node's `http`, and so of Express and whatever is built on it. */
export interface WebRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** Express keeps the address there, before a router took its part of it. */
  readonly originalUrl?: string | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/** A header; the first one where there are several. */
export function headerOf({ headers }: Pick<WebRequest, "headers">, name: string): string | undefined {
  const value = headers[name];
  return typeof value === "string" ? value : value?.[0];
}
