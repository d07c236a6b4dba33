import { createHash } from "node:crypto";
import type { NetworkSource } from "../lookups/describe-lookups.ts";

export const DATA_SOURCE_KINDS = ["bundled", "brought", "library", "network"] as const;
/** `bundled` comes with Tocsin, `brought` was brought by an operator, a `library` has its data inside, a `network` is asked. */
export type DataSourceKind = (typeof DATA_SOURCE_KINDS)[number];

export const DATA_SOURCE_STATUSES = ["ready", "stale", "absent", "disabled"] as const;
/** `stale`: some of its facts are too old to be denied. */
export type DataSourceStatus = (typeof DATA_SOURCE_STATUSES)[number];

/** Where facts come from, as it is at a moment. */
export interface DataSource {
  readonly id: string;
  readonly title: string;
  readonly kind: DataSourceKind;
  /** Columns of addresses, e-mail addresses, phones or devices. */
  readonly facts: readonly string[];
  /** Null where nobody has said. */
  readonly licence: string | null;
  /** What its terms want to be shown. */
  readonly attribution: { readonly text: string; readonly url: string } | null;
  /** Of a library. */
  readonly version: string | null;
  /** When the data was made; null where that is not known. */
  readonly date: Date | null;
  /** In bytes. */
  readonly size: number | null;
  readonly entries: number | null;
  readonly sha256: string | null;
  readonly status: DataSourceStatus;
  /** After how many days a miss says nothing, of the facts for which it does. */
  readonly maxAgeDays: Readonly<Record<string, number>>;
  /** Facts of which that is so by now. */
  readonly stale: readonly string[];
  /** Of a source that is asked over the network. */
  readonly network?: NetworkSource;
}

/** The sources of one kind as they are at a moment, milliseconds. */
export type DescribeSources = (now: number) => readonly DataSource[];

/** Another one whenever an answer may be another: what sources say, not when they were brought. Who is asked over the network answers later. */
export function sourcesFingerprint(sources: readonly DataSource[]): string {
  const told = sources
    .filter(({ kind }) => kind !== "network")
    .map(({ id, facts, version, date, sha256, status, stale }) =>
      JSON.stringify([id, facts, version, date, sha256, status, stale]),
    );
  return createHash("sha256").update(told.sort().join("\n")).digest("base64url");
}

/** All sources, in the order of those who describe them. */
export function allSources(describers: readonly DescribeSources[]): DescribeSources {
  return (now) => describers.flatMap((describe) => describe(now));
}
