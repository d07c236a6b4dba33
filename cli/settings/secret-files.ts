import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { reasonOf } from "../../runtime/db/database-error.ts";
import { CliError } from "../cli-error.ts";
import type { Settings } from "./settings-file.ts";

/** Settings that may stand in a file of their own: `<NAME>_FILE` names it. */
export const SECRET_SETTINGS = [
  "DATABASE_URL",
  "DATABASE_PASSWORD",
  "TOCSIN_METRICS_TOKEN",
  "TOCSIN_HIBP_KEY",
  "TOCSIN_API_KEY",
] as const;

/**
 * The same settings with the secrets in place of the names of their files, as container platforms mount them. The ends of lines
 * behind a secret do not belong to it.
 *
 * @throws CliError when a file cannot be read or is empty, or when the secret is given in both ways.
 */
export function withSecretsOfFiles(settings: Settings, cwd: string): Settings {
  const read = SECRET_SETTINGS.flatMap((name) => {
    const file = settings[`${name}_FILE`];
    if (file === undefined) return [];
    if (settings[name] !== undefined) throw new CliError(`${name} and ${name}_FILE are both set: keep one of them`);
    return [[name, readSecret(name, resolve(cwd, file))]];
  });
  const names = new Set(SECRET_SETTINGS.map((name) => `${name}_FILE`));
  const others = Object.entries(settings).filter(([name]) => !names.has(name));
  return Object.fromEntries([...others, ...read]) as Settings;
}

function readSecret(name: string, path: string): string {
  let text: string;
  try {
    text = readFileSync(path, "utf8").replace(/[\r\n]+$/, "");
  } catch (error) {
    throw new CliError(`the file of ${name}_FILE cannot be read: ${reasonOf(error)}`, { cause: error });
  }
  if (text === "") throw new CliError(`the file ${path} of ${name}_FILE is empty`);
  return text;
}

/**
 * Puts `DATABASE_PASSWORD` into `DATABASE_URL`: a database and its clients can then share one file with the password.
 *
 * @throws CliError when there is no address for it, or one that has a password.
 */
export function withPasswordInUrl({ DATABASE_PASSWORD: password, ...settings }: Settings): Settings {
  if (password === undefined) return settings;
  const { DATABASE_URL: url } = settings;
  const parts = /^(postgres(?:ql)?:\/\/[^:@/?#]+)(@.*)$/.exec(url ?? "");
  if (parts === null)
    throw new CliError(
      "DATABASE_PASSWORD needs a DATABASE_URL with a user and without a password: postgresql://user@host:5432/name",
    );
  return { ...settings, DATABASE_URL: `${parts[1]}:${encodeURIComponent(password)}${parts[2]}` };
}
