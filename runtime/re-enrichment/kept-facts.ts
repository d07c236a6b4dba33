import { z } from "zod";
import type { Facts, Provenance, Unknown } from "../enrichment/facts.ts";

const storedSchema = z.object({
  known: z
    .array(z.object({ source: z.string(), asOf: z.string().nullable(), fields: z.array(z.string()) }))
    .default([]),
  unknown: z
    .array(
      z.object({
        reason: z.enum(["no_source", "not_found", "not_applicable", "stale"]),
        fields: z.array(z.string()),
      }),
    )
    .default([]),
});

/** Where the facts of a value came from, as stored beside it. */
export interface StoredFacts {
  readonly known: readonly Provenance[];
  readonly unknown: readonly Unknown[];
}

/** Rows without any, and those of another version, say nothing. */
export function readStoredFacts(stored: unknown): StoredFacts {
  return storedSchema.catch({ known: [], unknown: [] }).parse(stored);
}

/** Facts that nobody is asked about any more stay as they were: that a source is gone does not make what it said untrue. */
export function keptFields<C>({ unknown }: Facts<C>): readonly string[] {
  return unknown.filter(({ reason }) => reason === "no_source").flatMap(({ fields }) => fields);
}

/** The origin of a value's facts once `answer` is laid over them: what stays keeps its source and its day. */
export function mergedFacts<C>(stored: StoredFacts, answer: Facts<C>): StoredFacts {
  const kept = new Set(keptFields(answer));
  const staying = within(stored.known, (field) => kept.has(field));
  const stays = new Set(staying.flatMap(({ fields }) => fields));
  return {
    known: [...answer.known, ...staying],
    unknown: within(answer.unknown, (field) => !stays.has(field)),
  };
}

function within<E extends { readonly fields: readonly string[] }>(
  entries: readonly E[],
  isMeant: (field: string) => boolean,
): readonly E[] {
  return entries
    .map((entry) => ({ ...entry, fields: entry.fields.filter(isMeant) }))
    .filter(({ fields }) => fields.length > 0);
}
