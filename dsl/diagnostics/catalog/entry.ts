export type Severity = "error" | "warning";

/** One kind of problem. `message` is one line, lower case, no full stop, the author's text in back-ticks. */
export interface CatalogEntry<P> {
  readonly severity: Severity;
  readonly message: (params: P) => string;
}

export const error = <P = Readonly<Record<string, never>>>(message: (params: P) => string): CatalogEntry<P> => ({
  severity: "error",
  message,
});

export const warning = <P = Readonly<Record<string, never>>>(message: (params: P) => string): CatalogEntry<P> => ({
  severity: "warning",
  message,
});

/** ` (did you mean …?)`, or nothing when there is no suggestion. */
export function didYouMean(suggestion: string | null): string {
  return suggestion === null ? "" : `; did you mean \`${suggestion}\`?`;
}
