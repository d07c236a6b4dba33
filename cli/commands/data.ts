import { resolve } from "node:path";
import { z } from "zod";
import {
  ageInDays,
  DataError,
  importFile,
  isStale,
  listSources,
  readSourceConfig,
  refreshSource,
  SOURCE_KIND_NAMES,
  sourcesFolder,
  type ConfiguredSource,
  type StoredSource,
} from "../../runtime/index.ts";
import { CliError } from "../cli-error.ts";
import { defineCommand, type CommandContext } from "../command.ts";
import { dataDirOf, variable } from "../database.ts";
import { EXIT } from "../exit-code.ts";
import type { Host } from "../host.ts";
import { table } from "../output/table.ts";

/** Takes a file of data; the one before stays when this one cannot be used. */
export const dataImportCommand = defineCommand({
  arguments: "<file>",
  flags: [
    { flags: "--as <kind>", description: `what the file is of: ${SOURCE_KIND_NAMES.join(", ")}` },
    { flags: "--name <name>", description: "a name, for a second file of a kind (the kind)" },
    { flags: "--date <day>", description: "when the data was made (what the file says, or when it changed last)" },
    { flags: "--licence <text>", description: "under what licence the data may be used" },
    { flags: "--sha256 <hash>", description: "refuse the file if this is not its hash" },
  ],
  options: z.object({
    file: z.string().min(1),
    as: z.enum(SOURCE_KIND_NAMES).optional(),
    name: z.string().optional(),
    date: z.iso
      .date()
      .transform((day) => new Date(day))
      .optional(),
    licence: z.string().trim().min(1).optional(),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/i, "64 hexadecimal digits")
      .optional(),
  }),
  async run({ file, as: kind, ...given }, { host, output }) {
    const stored = await usable(
      importFile(resolve(host.cwd, file), { kind, ...given }, { folder: folderOf(host), now: host.now() }),
    );
    if (output.format === "json") output.json("data-import", viewOf(stored, host.now()));
    else output.print(told(stored));
    return EXIT.fine;
  },
});

/** Takes new files from where the list of sources says. */
export const dataRefreshCommand = defineCommand({
  arguments: "[names...]",
  flags: [{ flags: "--from <file>", description: "the list of sources (TOCSIN_SOURCES)" }],
  options: z.object({ names: z.array(z.string()).default([]), from: z.string().min(1).optional() }),
  async run({ names, from }, { host, output }) {
    const config = from ?? variable(host, "TOCSIN_SOURCES");
    if (config === undefined)
      throw new CliError("no list of sources is configured: set TOCSIN_SOURCES, or say --from sources.json");
    const sources = chosen(await usable(readSourceConfig(resolve(host.cwd, config))), names);
    const options = { folder: folderOf(host), now: host.now(), signal: host.signal };
    const refreshed: object[] = [];
    let failed = 0;
    for (const source of sources) {
      try {
        const stored = await refreshSource(source, options);
        refreshed.push(viewOf(stored, host.now()));
        if (output.format !== "json") output.print(told(stored));
      } catch (error) {
        // One server that is down must not keep the others from being asked.
        if (!(error instanceof DataError)) throw error;
        failed += 1;
        output.note(error.message);
      }
    }
    if (output.format === "json") output.json("data-refresh", { refreshed, failed });
    if (failed > 0) throw new CliError(`${failed} of ${sources.length} sources stay as they were`);
    return EXIT.fine;
  },
});

/** What there is, how old it is, and which of its facts are too old to be denied. */
export const dataListCommand = defineCommand({
  flags: [],
  options: z.object({}),
  async run(_, { host, output }: CommandContext) {
    const now = host.now();
    const views = (await listSources(folderOf(host), unreadable(output))).map((source) => viewOf(source, now));
    if (output.format === "json") output.json("data-list", { sources: views });
    else if (views.length === 0) output.note(`no file of data was brought to ${folderOf(host)}`);
    else
      output.print(
        table([
          ["source", "kind", "facts", "date", "days", "entries", "bytes", "licence", "stale"],
          ...views.map((view) => [
            view.name,
            view.kind,
            view.facts.join(" "),
            view.date.slice(0, 10),
            view.ageInDays,
            view.entries,
            view.size,
            view.licence ?? "not said",
            view.stale.join(" "),
          ]),
        ]),
      );
    return EXIT.fine;
  },
});

function folderOf(host: Host): string {
  return sourcesFolder(dataDirOf(host));
}

function unreadable({ note }: CommandContext["output"]): (file: string) => void {
  return (file) => note(`the description ${file} cannot be read: import the source again`);
}

function chosen(sources: readonly ConfiguredSource[], names: readonly string[]): readonly ConfiguredSource[] {
  const nameOf = (source: ConfiguredSource) => source.name ?? source.as;
  const missing = names.find((name) => !sources.some((source) => nameOf(source) === name));
  if (missing !== undefined) throw new CliError(`the list of sources has no ${missing}`);
  return names.length === 0 ? sources : sources.filter((source) => names.includes(nameOf(source) ?? ""));
}

async function usable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DataError) throw new CliError(error.message, { cause: error });
    throw error;
  }
}

function told({ name, kind, facts, entries, date }: StoredSource): string {
  const as = name === kind ? name : `${name} (${kind})`;
  return `${as}: ${entries.toLocaleString("en")} entries of ${date.toISOString().slice(0, 10)} for ${facts.join(", ")}`;
}

function viewOf({ date, importedAt, ...source }: StoredSource, now: number) {
  return {
    ...source,
    date: date.toISOString(),
    importedAt: importedAt.toISOString(),
    ageInDays: ageInDays({ date }, now),
    /** The facts of which this source can no longer say that they are not so. */
    stale: source.facts.filter((fact) => isStale({ date }, fact, now)),
  };
}
