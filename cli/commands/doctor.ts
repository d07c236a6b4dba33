import { z } from "zod";
import { createStore, DatabaseError, hasEmbeddedDatabase, type OpenDatabase } from "../../runtime/index.ts";
import { EnvError, readEnv, type ServerEnv } from "../../server/env.ts";
import { CliError } from "../cli-error.ts";
import { defineCommand, type CommandContext } from "../command.ts";
import { withDatabase } from "../database.ts";
import { well, wrong, type Finding, type FindingLevel } from "../doctor/finding.ts";
import { lookAtDatabase } from "../doctor/look-at-database.ts";
import { lookAtFolder, lookAtNode } from "../doctor/look-at-machine.ts";
import { lookAtRules, lookAtSources } from "../doctor/look-at-rules.ts";
import { lookAtSecret } from "../doctor/look-at-secret.ts";
import { lookAtServer } from "../doctor/look-at-server.ts";
import { lookAtWork } from "../doctor/look-at-work.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { Host } from "../host.ts";
import { plural } from "../output/print-diagnostics.ts";
import { serveVariables } from "../serve-variables.ts";

/** What is well with an installation and what is not, each with its remedy. Changes nothing, and can run beside a server. */
export const doctorCommand = defineCommand({
  flags: [
    { flags: "--fail-level <level>", description: "warning, or error (the default): what makes the exit code 2 or 1" },
  ],
  options: z.object({ failLevel: z.enum(["warning", "error"]).default("error") }),
  async run({ failLevel }, context) {
    const findings = await lookAtAll(context.host);
    print(findings, context);
    return exitCode(findings, failLevel);
  },
});

async function lookAtAll(host: Host): Promise<readonly Finding[]> {
  const node = await lookAtNode(host.root, process.versions.node);
  const env = settings(host);
  if ("about" in env) return [node, env];
  const { dataDir, rulesDir } = env;
  return [
    node,
    well("settings", "the settings can be used"),
    ...(await lookAtFolder(dataDir)),
    await lookAtRules(host.root, rulesDir),
    ...(await lookAtSources(dataDir, host.now())),
    ...(await storeFindings(host, env)),
    await lookAtServer(env.host, env.port),
  ];
}

function settings(host: Host): ServerEnv | Finding {
  try {
    const { variables, placeOf } = serveVariables(host, {});
    return readEnv(variables, host.cwd, placeOf);
  } catch (error) {
    if (!(error instanceof CliError || error instanceof EnvError)) throw error;
    return wrong("settings", error.message.replaceAll("\n", "; "), "correct them: nothing starts before");
  }
}

async function storeFindings(
  host: Host,
  { dataDir, databaseUrl, dbConnections }: ServerEnv,
): Promise<readonly Finding[]> {
  if (databaseUrl === undefined && !hasEmbeddedDatabase(dataDir))
    return [well("database", "there is no database yet: the first start makes one in the data folder")];
  // Of the keyed pool, whose statements end by themselves: the doctor must answer also when a table is locked.
  const look = async ({ keyed }: OpenDatabase): Promise<readonly Finding[]> => {
    const store = createStore(keyed);
    const found = await lookAtDatabase(store, { clock: () => host.now(), connections: dbConnections });
    const isCurrent = found.some(({ about, level }) => about === "schema" && level === "well");
    if (!isCurrent) return found;
    return [...found, await lookAtSecret(store, dataDir), ...(await lookAtWork(store, host.now()))];
  };
  try {
    return await withDatabase(host, look);
  } catch (error) {
    if (!(error instanceof DatabaseError || isOfPostgres(error))) throw error;
    const sentence =
      error instanceof DatabaseError ? error.message : `the database refuses an answer: ${error.message}`;
    return [wrong("database", sentence, "mend what the sentence names: events wait in applications until then")];
  }
}

/** Rights that are missing, a table that is locked, a connection that broke. */
function isOfPostgres(error: unknown): error is Error {
  return (
    error instanceof Error && ("severity" in error || /^(Query read timeout|Connection terminated)/.test(error.message))
  );
}

const MARKS = { well: "ok  ", warning: "WARN", wrong: "FAIL" } as const satisfies Record<FindingLevel, string>;

function print(findings: readonly Finding[], { output }: CommandContext): void {
  if (output.format === "json") return output.json("doctor", { findings });
  const { green, yellow, red } = output.colors;
  const paint = { well: green, warning: yellow, wrong: red } as const;
  for (const { about, level, sentence, remedy } of findings) {
    output.print(`${paint[level](MARKS[level])}  ${about}: ${sentence}`);
    if (remedy !== null) output.print(`      → ${remedy}`);
  }
  const count = (level: FindingLevel) => findings.filter((finding) => finding.level === level).length;
  output.note(
    `${plural(findings.length, "thing")} looked at: ${count("wrong")} wrong, ${plural(count("warning"), "warning")}`,
  );
}

function exitCode(findings: readonly Finding[], failLevel: "warning" | "error"): ExitCode {
  if (findings.some(({ level }) => level === "wrong")) return EXIT.failed;
  return failLevel === "warning" && findings.some(({ level }) => level === "warning") ? EXIT.warnings : EXIT.fine;
}
