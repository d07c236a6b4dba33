import { resolve } from "node:path";
import { z } from "zod";
import { suggest } from "../dsl/diagnostics/suggest.ts";
import { checkLookups, lookupSettings, lookupVariables, type LookupSettings } from "./env-lookups.ts";
import { commaList } from "./comma-list.ts";
import type { IngestBounds } from "../runtime/index.ts";

const Flag = z
  .enum(["0", "1", "false", "true", "no", "yes"], "true or false")
  .transform((text) => ["1", "true", "yes"].includes(text));

function whole(min: number, max: number) {
  const wanted = `a whole number from ${min} to ${max}`;
  return z.coerce.number(wanted).int(wanted).min(min, wanted).max(max, wanted);
}

function amount(min: number, max: number) {
  const wanted = `a number from ${min} to ${max}`;
  return z.coerce.number(wanted).min(min, wanted).max(max, wanted);
}

const LOG_LEVELS = ["silent", "error", "warn", "info", "debug"] as const;

const Env = z
  .object({
    /** Where the server listens; port 0 takes a free one. */
    PORT: whole(0, 65_535).default(8585),
    HOST: z.string().min(1).default("127.0.0.1"),
    /** Any PostgreSQL of version 14 or newer; without it the embedded one of the data folder runs. */
    DATABASE_URL: z.string().min(1).optional(),
    /** The installation's secret and its embedded database. */
    TOCSIN_DATA: z.string().min(1).default("./.tocsin"),
    TOCSIN_PG_BIN: z.string().min(1).optional(),
    /** A folder with rules and presets of one's own, laid over the built-in pack. */
    TOCSIN_RULES: z.string().min(1).optional(),
    /** Operators may save rules in that folder, which is watched. */
    TOCSIN_EDIT: Flag.default(false),
    /** The preset of the first app. */
    TOCSIN_PRESET: z.string().min(1).default("account_takeover"),
    /** Facts about addresses, e-mails, domains, phones and user agents: JSON files, separated by commas. */
    TOCSIN_FACTS: z.string().min(1).optional(),
    ...lookupVariables,
    /** The least that is logged; `serve` on a terminal has `warn` for its default. */
    TOCSIN_LOG: z.enum(LOG_LEVELS, `one of ${LOG_LEVELS.join(", ")}`).default("info"),
    /** The most connections to the database. */
    TOCSIN_DB_CONNECTIONS: whole(3, 500).default(10),
    /** The most events, and megabytes of what was sent, that wait for the database; who comes then is answered 503. */
    TOCSIN_QUEUE_EVENTS: whole(1000, 1_000_000).default(20_000),
    TOCSIN_QUEUE_MB: whole(8, 4096).default(64),
    /** Addresses of proxies whose `X-Forwarded-*` headers are believed, separated by commas. */
    TOCSIN_TRUST_PROXY: z.string().min(1).optional(),
    /** How long a sign-in lasts. */
    TOCSIN_SESSION_HOURS: amount(0.1, 720).default(12),
    /** For so long a server that is to stop still takes requests, while `/readyz` says no. */
    TOCSIN_SHUTDOWN_NOTICE: amount(0, 600).default(0.5),
    /** A server that is to stop ends after so many seconds at the latest. */
    TOCSIN_SHUTDOWN_SECONDS: amount(1, 3600).default(30),
    /** Lets a collector read `/metrics` with `Authorization: Bearer …`; without it only signed-in operators may. */
    TOCSIN_METRICS_TOKEN: z.string().min(16, "a token of 16 characters or more").optional(),
    /** Webhooks may be of this machine or network, and without TLS. */
    TOCSIN_WEBHOOK_PRIVATE: Flag.default(false),
    /** Adds `POST /bench/parse`, which parses an event and stores nothing: the yardstick of the benchmark. */
    TOCSIN_PARSE_ONLY: Flag.default(false),
  })
  .superRefine(checkLookups)
  .superRefine(({ TOCSIN_EDIT: edit, TOCSIN_RULES: rules }, context) => {
    if (edit && rules === undefined)
      context.addIssue({ code: "custom", path: ["TOCSIN_EDIT"], message: "it needs a folder of rules: TOCSIN_RULES" });
  });

/** The settings of a server process. Paths are absolute. */
export interface ServerEnv {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly pgBinDir: string | undefined;
  readonly rulesDir: string | undefined;
  /** Operators may save rules in that folder, which is watched. */
  readonly edit: boolean;
  readonly firstPreset: string;
  readonly factsFiles: readonly string[];
  readonly lookups: LookupSettings;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly dbConnections: number;
  /** What may wait for the database. */
  readonly queue: IngestBounds;
  readonly trustProxy: readonly string[];
  readonly sessionHours: number;
  readonly shutdownNoticeSeconds: number;
  readonly shutdownSeconds: number;
  readonly metricsToken: string | undefined;
  readonly webhookPrivate: boolean;
  readonly parseOnly: boolean;
}

/** Settings that cannot be used; the message has a sentence for each, for the person who starts the server. */
export class EnvError extends Error {
  override readonly name = "EnvError";
}

/**
 * Reads the settings by the names of their environment variables; an empty variable counts as not set. Relative paths start in the
 * folder; `placeOf` says where a setting stands.
 *
 * @throws EnvError that names each setting that is wrong.
 */
export function readEnv(
  variables: Readonly<Record<string, string | undefined>>,
  folder: string,
  placeOf = (name: string) => `the environment variable ${name}`,
): ServerEnv {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = Env.safeParse(given);
  if (!parsed.success) throw new EnvError(sentencesOf(parsed.error, placeOf));
  const env = parsed.data;
  return {
    port: env.PORT,
    host: env.HOST,
    databaseUrl: env.DATABASE_URL,
    dataDir: resolve(folder, env.TOCSIN_DATA),
    pgBinDir: env.TOCSIN_PG_BIN === undefined ? undefined : resolve(folder, env.TOCSIN_PG_BIN),
    rulesDir: env.TOCSIN_RULES === undefined ? undefined : resolve(folder, env.TOCSIN_RULES),
    edit: env.TOCSIN_EDIT,
    firstPreset: env.TOCSIN_PRESET,
    factsFiles: commaList(env.TOCSIN_FACTS).map((path) => resolve(folder, path)),
    lookups: lookupSettings(env),
    logLevel: env.TOCSIN_LOG,
    dbConnections: env.TOCSIN_DB_CONNECTIONS,
    queue: { events: env.TOCSIN_QUEUE_EVENTS, bytes: env.TOCSIN_QUEUE_MB * 1024 * 1024 },
    trustProxy: commaList(env.TOCSIN_TRUST_PROXY),
    sessionHours: env.TOCSIN_SESSION_HOURS,
    shutdownNoticeSeconds: env.TOCSIN_SHUTDOWN_NOTICE,
    shutdownSeconds: env.TOCSIN_SHUTDOWN_SECONDS,
    metricsToken: env.TOCSIN_METRICS_TOKEN,
    webhookPrivate: env.TOCSIN_WEBHOOK_PRIVATE,
    parseOnly: env.TOCSIN_PARSE_ONLY,
  };
}

// The value is left out: it may be a password.
function sentencesOf({ issues }: z.ZodError, placeOf: (name: string) => string): string {
  // One is enough for a setting: what follows is mostly its consequence.
  const first = new Map(issues.map(({ path: [name], message }) => [String(name), message] as const).reverse());
  return [...first]
    .reverse()
    .map(([name, message]) => `${placeOf(name)} cannot be used: ${message}`)
    .join("\n");
}

/** Names beside those of the server: of secrets in files, and of what other commands and the build read. */
const OTHER_NAMES = [
  "DATABASE_PASSWORD",
  "DATABASE_PASSWORD_FILE",
  "DATABASE_URL_FILE",
  "TOCSIN_METRICS_TOKEN_FILE",
  "TOCSIN_HIBP_KEY_FILE",
  "TOCSIN_API_KEY",
  "TOCSIN_API_KEY_FILE",
  "TOCSIN_BENCH_DATABASE_URL",
  "TOCSIN_CHROMIUM",
  "TOCSIN_CONFIG",
  "TOCSIN_SOURCES",
  "TOCSIN_URL",
];
const NAMES = new Set([...Object.keys(Env.shape), ...OTHER_NAMES]);

/** Null for the name of a setting; otherwise the setting that was probably meant, if one is close. */
export function unknownSetting(name: string): { readonly suggestion: string | null } | null {
  return NAMES.has(name) ? null : { suggestion: suggest(name, NAMES) };
}
