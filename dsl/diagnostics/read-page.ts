/** The page of a diagnostic code, `docs/diagnostics/<code>.md`, in its parts. */
export interface DiagnosticPage {
  readonly code: string;
  readonly title: string;
  /** What is wrong, in a sentence. */
  readonly summary: string;
  /** A text that has the diagnostic. */
  readonly avoid: string;
  /** The same, as it should be. */
  readonly prefer: string;
  readonly why: string;
}

const SHAPE =
  /^# (TC\d{4}): ([^\n]+)\n\n([\s\S]+?)\n\nAvoid:\n\n```\w+\n([\s\S]+?)\n```\n\nPrefer:\n\n```\w+\n([\s\S]+?)\n```\n\n([\s\S]+?)\n*$/;

/** Null when a part is missing. */
export function readPage(text: string): DiagnosticPage | null {
  const match = SHAPE.exec(text.replaceAll("\r\n", "\n"));
  if (match === null) return null;
  const [, code = "", title = "", summary = "", avoid = "", prefer = "", why = ""] = match;
  return { code, title, summary, avoid, prefer, why };
}
