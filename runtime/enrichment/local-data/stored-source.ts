import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { MAX_AGE_DAYS, SOURCE_KIND_NAMES, type SourceFact } from "./source-kind.ts";

/** Starts with a letter or digit and is safe as the name of a file. */
export const SourceName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,40}$/, "a name has small letters, digits, `-` and `_` only, and at most 41 of them");

const FACTS = Object.keys(MAX_AGE_DAYS) as [SourceFact, ...SourceFact[]]; // the keys of the table
const Instant = z.iso.datetime().transform((text) => new Date(text));

/** What is written down of a file of data beside it. */
export const storedSourceSchema = z.strictObject({
  name: SourceName,
  kind: z.enum(SOURCE_KIND_NAMES),
  facts: z.array(z.enum(FACTS)).min(1),
  /** The file in the folder of sources. */
  file: z.string().regex(/^[a-z0-9_.-]+$/),
  /** What kind of database a MMDB says that it is. */
  type: z.string().nullable(),
  /** When the data was made. */
  date: Instant,
  importedAt: Instant,
  /** The path or URL it came from. */
  origin: z.string(),
  licence: z.string().nullable(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** In bytes. */
  size: z.int().min(0),
  entries: z.int().min(0),
});
export type StoredSource = z.output<typeof storedSourceSchema>;

/** The folder of the files that an operator brought. */
export function sourcesFolder(dataDir: string): string {
  return join(dataDir, "sources");
}

/** By name; none where the folder does not exist. A description that cannot be read is left out and told of. */
export async function listSources(
  folder: string,
  onUnreadable: (file: string) => void = () => undefined,
): Promise<readonly StoredSource[]> {
  const found: StoredSource[] = [];
  for (const file of (await filesOf(folder)).filter((each) => each.endsWith(".json")).sort()) {
    const source = parseSource(await readFile(join(folder, file), "utf8"));
    if (source === null) onUnreadable(file);
    else found.push(source);
  }
  return found;
}

async function filesOf(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

function parseSource(text: string): StoredSource | null {
  try {
    return storedSourceSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

const DAY = 86_400_000;

export function ageInDays({ date }: Pick<StoredSource, "date">, now: number): number {
  return Math.floor((now - date.getTime()) / DAY);
}

/** Whether this source is too old to say that something is not so. */
export function isStale({ date }: Pick<StoredSource, "date">, fact: SourceFact, now: number): boolean {
  return now - date.getTime() > MAX_AGE_DAYS[fact] * DAY;
}

/** When the next fact of a source becomes stale; null when all are. */
export function nextStaleAt({ date, facts }: Pick<StoredSource, "date" | "facts">, now: number): number | null {
  const moments = facts.map((fact) => date.getTime() + MAX_AGE_DAYS[fact] * DAY).filter((moment) => moment >= now);
  return moments.length === 0 ? null : Math.min(...moments);
}
