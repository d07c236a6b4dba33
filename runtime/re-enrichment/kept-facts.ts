import { z } from "zod";
import { UNKNOWN_REASONS, type Facts, type Provenance, type Unknown } from "../enrichment/facts.ts";
import { isLookupSource } from "../lookups/lookup-ids.ts";

const storedSchema = z.object({
  known: z
    .array(z.object({ source: z.string(), asOf: z.string().nullable(), fields: z.array(z.string()) }))
    .default([]),
  unknown: z
    .array(
      z.object({
        reason: z.enum(UNKNOWN_REASONS),
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

/**
 * Facts that stay as they were although the answer does not know them: nobody is asked about them any more, and that a source is gone
 * does not make what it said untrue; or they were asked for over the network, and no other source knows better.
 */
export function keptFields<C>(stored: StoredFacts, { unknown }: Pick<Facts<C>, "unknown">): readonly string[] {
  const asked = new Set(stored.known.filter(({ source }) => isLookupSource(source)).flatMap(({ fields }) => fields));
  return unknown.flatMap(({ reason, fields }) =>
    reason === "no_source" ? fields : fields.filter((field) => asked.has(field)),
  );
}

/** The origin of a value's facts once `answer` is laid over them: what stays keeps its source and its day. */
export function mergedFacts<C>(stored: StoredFacts, answer: Facts<C>): StoredFacts {
  const kept = new Set(keptFields(stored, answer));
  const staying = within(stored.known, (field) => kept.has(field));
  const stays = new Set(staying.flatMap(({ fields }) => fields));
  return {
    known: [...answer.known, ...staying],
    unknown: within(answer.unknown, (field) => !stays.has(field)),
  };
}

/** The entries with those of their fields that are meant; without any, an entry falls away. */
export function within<E extends { readonly fields: readonly string[] }>(
  entries: readonly E[],
  isMeant: (field: string) => boolean,
): readonly E[] {
  return entries
    .map((entry) => ({ ...entry, fields: entry.fields.filter(isMeant) }))
    .filter(({ fields }) => fields.length > 0);
}
