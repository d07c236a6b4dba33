/** What became of one event of a request. */
export type Outcome =
  | { readonly outcome: "stored"; readonly corrections: readonly string[]; readonly decision: unknown }
  | { readonly outcome: "repeated"; readonly decision: unknown }
  | { readonly outcome: "rejected"; readonly field: string; readonly message: string }
  | { readonly outcome: "unavailable" };

/** The outcomes of an answer; null when it is none of the API of events, or is about other events. */
export function readOutcomes(json: unknown, events: number): readonly Outcome[] | null {
  const sent = isRecord(json) ? json["outcomes"] : undefined;
  if (!Array.isArray(sent) || sent.length !== events) return null;
  const outcomes = sent.flatMap((each) => readOutcome(each) ?? []);
  return outcomes.length === events ? outcomes : null;
}

function readOutcome(sent: unknown): Outcome | null {
  if (!isRecord(sent)) return null;
  const { outcome, field, message, corrections, decision } = sent;
  switch (outcome) {
    case "stored":
      return { outcome, corrections: Array.isArray(corrections) ? corrections.map(String) : [], decision };
    case "repeated":
      return { outcome, decision };
    case "rejected":
      return { outcome, field: String(field), message: String(message) };
    case "unavailable":
      return { outcome };
    default:
      return null;
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
