import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { DataError } from "./data-error.ts";
import { fetchSource, withoutSecrets } from "./fetch-source.ts";
import { importSource, type ImportOptions, type SourceToImport } from "./import-source.ts";
import type { ConfiguredSource } from "./source-config.ts";
import type { StoredSource } from "./stored-source.ts";

type GivenOfFile = Omit<SourceToImport, "bytes" | "origin" | "fallbackDate">;

/**
 * Takes a file of this machine. Where neither it nor the caller says when the data was made, it was when the file changed last.
 *
 * @throws DataError
 */
export async function importFile(path: string, given: GivenOfFile, options: ImportOptions): Promise<StoredSource> {
  const changed = await stat(path).catch((error: unknown) => {
    throw new DataError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  });
  if (!changed.isFile()) throw new DataError(`${path} is no file`);
  const source = { ...given, bytes: createReadStream(path), origin: path, fallbackDate: changed.mtime };
  return inOneSentence(path, importSource(source, options));
}

/** The longest that the transfer of one file may take. */
const DEADLINE_MS = 10 * 60_000;

/** @throws DataError */
export async function importUrl(url: string, given: GivenOfFile, options: ImportOptions): Promise<StoredSource> {
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  const signal = options.signal === undefined ? deadline : AbortSignal.any([deadline, options.signal]);
  const { bytes, lastModified } = await fetchSource(url, signal);
  const shown = withoutSecrets(new URL(url));
  const source = { ...given, bytes, origin: shown, fallbackDate: lastModified ?? new Date(options.now) };
  return inOneSentence(shown, importSource(source, { ...options, signal }));
}

/** @throws DataError */
export function refreshSource(source: ConfiguredSource, options: ImportOptions): Promise<StoredSource> {
  const given = { kind: source.as, name: source.name, licence: source.licence };
  return "url" in source ? importUrl(source.url, given, options) : importFile(source.file, given, options);
}

async function inOneSentence<T>(origin: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataError(`${origin} was not taken: ${reason}`, { cause: error });
  }
}
