import type { DeviceFactColumns, EmailFactColumns, IpFactColumns, PhoneFactColumns } from "../db/schema.ts";

export const UNKNOWN_REASONS = ["no_source", "not_found", "not_applicable", "stale", "timeout", "error"] as const;
/**
 * Why a fact is missing. A missing fact is `null` and stays unknown: it is never taken for false. `stale`: it is on no list, and the lists
 * are too old for that to say anything. `timeout` and `error`: somebody was asked over the network and did not tell.
 */
export type UnknownReason = (typeof UNKNOWN_REASONS)[number];

/** Where facts came from, kept beside them so that a past judgement can be explained. */
export interface Provenance {
  readonly source: string;
  /** The day of the data (`2026-11-20`), null where it has none. */
  readonly asOf: string | null;
  readonly fields: readonly string[];
}

export interface Unknown {
  readonly reason: UnknownReason;
  readonly fields: readonly string[];
}

export interface Facts<C> {
  readonly values: C;
  readonly known: readonly Provenance[];
  readonly unknown: readonly Unknown[];
}

export type IpFacts = Facts<IpFactColumns>;
export type EmailFacts = Facts<EmailFactColumns>;
export type PhoneFacts = Facts<PhoneFactColumns>;
export type DeviceFacts = Facts<DeviceFactColumns>;

/** Answers from memory, at once: what has to ask somebody else runs beside ingest and adds its answers later. */
export interface FactsProvider {
  /** `address` is canonical; an address that could not be read comes as `0.0.0.0`. */
  ip(address: string): IpFacts;
  email(address: string): EmailFacts;
  phone(number: string): PhoneFacts;
  device(userAgent: string | null): DeviceFacts;
}

/** Splits the fields of one answer into those known from `source` and those unknown for `reason`. */
export function factsFrom<C extends object>(
  values: C,
  source: string,
  reason: UnknownReason,
  asOf: string | null = null,
): Facts<C> {
  const names = Object.keys(values).filter((name) => name !== "checked");
  const isKnown = (name: string) => values[name as keyof C] !== null; // a key of `values`
  const missing = names.filter((name) => !isKnown(name));
  return {
    values,
    known: [{ source, asOf, fields: names.filter(isKnown) }],
    unknown: missing.length === 0 ? [] : [{ reason, fields: missing }],
  };
}

/** Lays `top` over `base`: a fact that `top` knows wins, what it does not know is left to `base`, and if neither does, `top` says why. */
export function overlay<C extends object>(base: Facts<C>, top: Facts<Partial<C>>): Facts<C> {
  const given = Object.entries(top.values).filter(([, value]) => value !== null && value !== undefined);
  const names = new Set(given.map(([name]) => name));
  const stillUnknown = new Set(base.unknown.flatMap(({ fields }) => fields).filter((field) => !names.has(field)));
  const told = new Set(top.unknown.flatMap(({ fields }) => fields));
  return {
    values: { ...base.values, ...Object.fromEntries(given) },
    known: [...top.known, ...keeping(base.known, (field) => !names.has(field))],
    unknown: [
      ...keeping(top.unknown, (field) => stillUnknown.has(field)),
      ...keeping(base.unknown, (field) => stillUnknown.has(field) && !told.has(field)),
    ],
  };
}

function keeping<E extends { readonly fields: readonly string[] }>(
  entries: readonly E[],
  isKept: (field: string) => boolean,
): readonly E[] {
  return entries
    .map((entry) => ({ ...entry, fields: entry.fields.filter(isKept) }))
    .filter(({ fields }) => fields.length > 0);
}
