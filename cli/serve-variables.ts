import { unknownSetting } from "../server/env.ts";
import { CliError } from "./cli-error.ts";
import type { Host } from "./host.ts";
import { settingsOf, type GivenSettings } from "./settings/settings-of.ts";

type Variables = Readonly<Record<string, string | undefined>>;

export interface ServeVariables {
  readonly variables: Variables;
  /** Where a setting stands, for a sentence about it. */
  readonly placeOf: (name: string) => string;
}

/**
 * The settings of a server that runs in the foreground: flags win over the environment, which wins over the file. On a terminal the
 * banner says what there is to say, so the log adds only warnings unless it is asked for more.
 *
 * @throws CliError with a sentence for each name of the file that is no setting.
 */
export function serveVariables(host: Host, flags: Variables): ServeVariables {
  const settings = settingsOf(host);
  refuseUnknown(settings);
  noteUnknown(host);
  const given = Object.entries(flags).filter(([, value]) => value !== undefined);
  const byFlag = new Set(given.map(([name]) => name));
  return {
    variables: {
      ...(host.outputIsTerminal ? { TOCSIN_LOG: "warn" } : {}),
      ...settings.values,
      ...Object.fromEntries(given),
    },
    placeOf: (name) => {
      if (byFlag.has(name)) return `the flag --${name.replace("TOCSIN_", "").toLowerCase()}`;
      return isOfFile(name, host, settings)
        ? `the setting ${name} of ${settings.file}`
        : `the environment variable ${name}`;
    },
  };
}

function isOfFile(name: string, { env }: Host, { inFile }: GivenSettings): boolean {
  const isIn = (names: Variables) => [name, `${name}_FILE`].some((each) => (names[each] ?? "") !== "");
  return isIn(inFile) && !isIn(env);
}

function refuseUnknown({ inFile, file }: GivenSettings): void {
  const wrong = Object.keys(inFile).flatMap((name) => {
    const unknown = unknownSetting(name);
    return unknown === null ? [] : [`${file} has ${name}, which is no setting${hint(unknown.suggestion)}`];
  });
  if (wrong.length > 0) throw new CliError(wrong.join("\n"));
}

/** The environment holds names of others too: only what looks like a slip is worth a word. */
function noteUnknown({ env, note }: Host): void {
  for (const name of Object.keys(env).filter((each) => each.startsWith("TOCSIN_"))) {
    const suggestion = unknownSetting(name)?.suggestion ?? null;
    if (suggestion !== null) note(`the environment variable ${name} is no setting${hint(suggestion)}\n`);
  }
}

function hint(suggestion: string | null): string {
  return suggestion === null ? "" : `: ${suggestion} is one`;
}
