import { createHash } from "node:crypto";
import { type Verification, neverMatched } from "./verification.ts";

/** Raised when a field of a certificate changes its meaning or goes away. */
export const CERTIFICATE_VERSION = 1;

/** What the certificate says beside the comparison itself. */
export interface CertificateFacts {
  /** Of the plan: the one that scores carry. */
  readonly fingerprint: string;
  /** Milliseconds since the epoch. */
  readonly date: number;
  readonly postgresql: string;
  readonly node: string;
}

/** What was compared, with which outcome; `sha256` is that of the canonical JSON of all other fields. */
export function certificateOf({ report, plan }: Verification, facts: CertificateFacts): object {
  const { seed, cases, asOf, rules, attributes, counterexample } = report;
  const said = {
    kind: "tocsin-certificate",
    version: CERTIFICATE_VERSION,
    date: new Date(facts.date).toISOString(),
    pack: { fingerprint: facts.fingerprint, planVersion: plan.version, rules: rules.length, attributes },
    targets: { postgresql: facts.postgresql, node: facts.node },
    seed,
    cases,
    asOf: new Date(asOf).toISOString(),
    agree: counterexample === null,
    differsOn: counterexample?.name ?? null,
    neverMatched: neverMatched(report),
    rules,
  };
  return { ...said, sha256: createHash("sha256").update(canonicalJson(said)).digest("hex") };
}

/**
 * JSON without blanks and with sorted keys: one text for one value.
 *
 * @example
 * canonicalJson({ b: [1, null], a: "x" }); // '{"a":"x","b":[1,null]}'
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`).join(",")}}`;
}
