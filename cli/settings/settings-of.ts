import { resolve } from "node:path";
import type { Host } from "../host.ts";
import { withPasswordInUrl, withSecretsOfFiles } from "./secret-files.ts";
import { readSettingsFile, type Settings } from "./settings-file.ts";

/** What a command is told about its installation, and by what. */
export interface GivenSettings {
  readonly values: Settings;
  /** Those of the file, under the names that stand there. */
  readonly inFile: Settings;
  /** Absolute; undefined without `--config` and `TOCSIN_CONFIG`. */
  readonly file: string | undefined;
}

/**
 * The settings of the file that `TOCSIN_CONFIG` names and of the environment, which wins. Empty variables are none.
 *
 * @throws CliError with a sentence for each mistake.
 */
export function settingsOf({ env, cwd }: Pick<Host, "env" | "cwd">): GivenSettings {
  const given = Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== "");
  const environment = Object.fromEntries(given);
  const file = environment["TOCSIN_CONFIG"] === undefined ? undefined : resolve(cwd, environment["TOCSIN_CONFIG"]);
  const inFile = file === undefined ? {} : readSettingsFile(file);
  // Each on its own: a secret of the environment wins over the name of a file in the file.
  const values = { ...withSecretsOfFiles(inFile, cwd), ...withSecretsOfFiles(environment, cwd) };
  return { values: withPasswordInUrl(values), inFile, file };
}
