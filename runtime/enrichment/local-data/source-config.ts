import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { z } from "zod";
import { DataError } from "./data-error.ts";
import { SOURCE_KIND_NAMES } from "./source-kind.ts";
import { SourceName } from "./stored-source.ts";

const common = {
  as: z.enum(SOURCE_KIND_NAMES).optional(),
  name: SourceName.optional(),
  licence: z.string().min(1).optional(),
};
const configSchema = z.strictObject({
  sources: z.array(
    z.union([
      z.strictObject({ ...common, url: z.string().min(1) }),
      z.strictObject({ ...common, file: z.string().min(1) }),
    ]),
  ),
});

/** Where `tocsin data refresh` takes a source from: a URL, or an absolute path. */
export type ConfiguredSource = z.output<typeof configSchema>["sources"][number];

/**
 * Reads the file that lists where sources come from. Paths in it start at its folder.
 *
 * @throws DataError
 */
export async function readSourceConfig(path: string): Promise<readonly ConfiguredSource[]> {
  try {
    const { sources } = configSchema.parse(JSON.parse(await readFile(path, "utf8")));
    return sources.map((source) =>
      "file" in source ? { ...source, file: resolve(dirname(path), source.file) } : source,
    );
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error).split("\n")[0] : String(error);
    throw new DataError(`the list of sources ${path} cannot be used: ${reason}`, { cause: error });
  }
}
