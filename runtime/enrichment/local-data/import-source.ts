import { createHash } from "node:crypto";
import { mkdir, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { DataError } from "./data-error.ts";
import { surveyMmdb } from "./mmdb-file.ts";
import { readContent, unpacked, type SourceContent } from "./read-content.ts";
import {
  SOURCE_KIND_NAMES,
  SOURCE_KINDS,
  type SourceFact,
  type SourceKind,
  type SourceKindSpec,
} from "./source-kind.ts";
import { listSources, SourceName, type StoredSource } from "./stored-source.ts";
import { replaceFile, unfinishedName, writeWhole } from "./write-whole.ts";

export interface SourceToImport {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** The path or URL, for those who list the sources. */
  readonly origin: string;
  /** What the file is of; told by its content where that is possible. */
  readonly kind?: SourceKind | undefined;
  /** That of the kind when left out: a second file of a kind needs another. */
  readonly name?: string | undefined;
  /** When the data was made; a MMDB says so itself. */
  readonly date?: Date | undefined;
  /** Taken when neither says so. */
  readonly fallbackDate: Date;
  readonly licence?: string | undefined;
  /** The hash that the file has to have. */
  readonly sha256?: string | undefined;
}

export interface ImportOptions {
  readonly folder: string;
  readonly now: number;
  /** A file of more bytes is refused. */
  readonly largest?: number;
  readonly signal?: AbortSignal | undefined;
}

const LARGEST = 1024 ** 3;

/**
 * Copies, verifies and reads a file of data, and only then puts it in the place of the one before: on any failure that one
 * stays. Servers that run on the same folder take it up by themselves.
 *
 * @throws DataError
 */
export async function importSource(source: SourceToImport, options: ImportOptions): Promise<StoredSource> {
  const { folder, now } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const unfinished = unfinishedName(join(folder, "source"));
  try {
    const { sha256, size } = await copy(source.bytes, unfinished, options);
    if (source.sha256 !== undefined && source.sha256.toLowerCase() !== sha256)
      throw new DataError(`its sha256 is ${sha256}, not ${source.sha256.toLowerCase()}`);
    const found = inspect(await readFile(unfinished), source.kind);
    const date = source.date ?? found.built ?? source.fallbackDate;
    if (date.getTime() > now + 86_400_000) throw new DataError(`its date ${day(date)} lies in the future`);
    const name = nameOf(source.name ?? found.kind);
    const before = (await listSources(folder)).find((each) => each.name === name);
    const stored: StoredSource = {
      name,
      kind: found.kind,
      facts: [...found.facts],
      file: `${name}.${sha256.slice(0, 16)}.data`,
      type: found.type,
      date,
      importedAt: new Date(now),
      origin: source.origin,
      licence: source.licence ?? before?.licence ?? null,
      sha256,
      size,
      entries: found.entries,
    };
    await replaceFile(unfinished, join(folder, stored.file));
    // From here on the new file is the source: the description names it.
    await writeWhole(join(folder, `${name}.json`), `${JSON.stringify(stored, null, 2)}\n`);
    if (before !== undefined && before.file !== stored.file) await rm(join(folder, before.file), { force: true });
    return stored;
  } finally {
    await rm(unfinished, { force: true });
  }
}

async function copy(
  bytes: AsyncIterable<Uint8Array>,
  to: string,
  { largest = LARGEST, signal }: ImportOptions,
): Promise<{ readonly sha256: string; readonly size: number }> {
  const hash = createHash("sha256");
  let size = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      size += chunk.length;
      if (size > largest) throw new DataError(`it has more than ${largest} bytes`);
      hash.update(chunk);
      yield chunk;
    }
  }
  // Made before anything can fail: a stream that opens its file by itself may do so after the failure was cleared away.
  const target = await open(to, "wx", 0o600);
  await pipeline(Readable.from(counted()), target.createWriteStream(), ...(signal === undefined ? [] : [{ signal }]));
  return { sha256: hash.digest("hex"), size };
}

interface Inspected {
  readonly kind: SourceKind;
  readonly facts: readonly SourceFact[];
  readonly entries: number;
  readonly type: string | null;
  readonly built: Date | null;
}

function inspect(bytes: Buffer, given: SourceKind | undefined): Inspected {
  const content = readContent(bytes);
  if (content.shape !== "mmdb") {
    const kind = given ?? kindOfList(content);
    const spec: SourceKindSpec = SOURCE_KINDS[kind];
    if (!spec.shapes.includes(content.shape))
      throw new DataError(`it holds ${content.shape}, which is no source of ${kind}`);
    return { kind, facts: spec.facts, entries: content.entries, type: null, built: null };
  }
  const survey = surveyMmdb(unpacked(bytes));
  const kind = given ?? kindOfMmdb(survey.facts, content.mmdb.type);
  const spec: SourceKindSpec = SOURCE_KINDS[kind];
  const facts = spec.facts.filter((fact) => (survey.facts as ReadonlySet<string>).has(fact)); // IpFacts are texts
  if (!spec.shapes.includes("mmdb") || facts.length === 0)
    throw new DataError(`it is a MMDB of type ${content.mmdb.type}, which is no source of ${kind}`);
  return { kind, facts, entries: survey.networks, type: content.mmdb.type, built: content.mmdb.built };
}

/** Only a list of ranks says what it means. */
function kindOfList({ shape }: SourceContent): SourceKind {
  if (shape === "ranked domains") return "rank";
  const specs: Readonly<Record<SourceKind, SourceKindSpec>> = SOURCE_KINDS;
  const kinds = SOURCE_KIND_NAMES.filter((kind) => specs[kind].shapes.includes(shape));
  throw new DataError(`it holds ${shape} and does not say of what: add --as ${kinds.join("|")}`);
}

function kindOfMmdb(facts: ReadonlySet<SourceFact>, type: string): SourceKind {
  if (facts.has("country")) return facts.size === 1 ? "country" : "network";
  if (facts.has("asn")) return "asn";
  if (facts.size > 0) return "anonymous";
  throw new DataError(`it is a MMDB of type ${type}, of which no fact is known`);
}

function nameOf(text: string): string {
  const parsed = SourceName.safeParse(text);
  if (!parsed.success) throw new DataError(`${text} is no name of a source: ${parsed.error.issues[0]?.message ?? ""}`);
  return parsed.data;
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
