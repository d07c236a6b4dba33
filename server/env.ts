import { resolve } from "node:path";
import { z } from "zod";
import { checkLookups, lookupSettings, lookupVariables, type LookupSettings } from "./env-lookups.ts";
import { commaList } from "./comma-list.ts";
import type { IngestBounds } from "../runtime/index.ts";

const Flag = z.enum(["0", "1", "false", "true", "no", "yes"]).transform((text) => ["1", "true", "yes"].includes(text));

const Env = z
  .object({
    /** Where the server listens; port 0 takes a free one. */
    PORT: z.coerce.number().int().min(0).max(65_535).default(8585),
    HOST: z.string().min(1).default("127.0.0.1"),
    /** Any PostgreSQL of version 14 or newer; without it the embedded one of the data folder runs. */
    DATABASE_URL: z.string().min(1).optional(),
    /** The installation's secret and its embedded database. */
    TOCSIN_DATA: z.string().min(1).default("./.tocsin"),
    TOCSIN_PG_BIN: z.string().min(1).optional(),
    /** A folder with rules and presets of one's own, laid over the built-in pack. */
    TOCSIN_RULES: z.string().min(1).optional(),
    /** The preset of the first app. */
    TOCSIN_PRESET: z.string().min(1).default("account_takeover"),
    /** Facts about addresses, e-mails, domains, phones and user agents: JSON files, separated by commas. */
    TOCSIN_FACTS: z.string().min(1).optional(),
    ...lookupVariables,
    /** The least that is logged; `serve` on a terminal has `warn` for its default. */
    TOCSIN_LOG: z.enum(["silent", "error", "warn", "info", "debug"]).default("info"),
    /** The most connections to the database. */
    TOCSIN_DB_CONNECTIONS: z.coerce.number().int().min(3).max(500).default(10),
    /** The most events, and megabytes of what was sent, that wait for the database; who comes then is answered 503. */
    TOCSIN_QUEUE_EVENTS: z.coerce.number().int().min(1000).max(1_000_000).default(20_000),
    TOCSIN_QUEUE_MB: z.coerce.number().int().min(8).max(4096).default(64),
    /** Addresses of proxies whose `X-Forwarded-*` headers are believed, separated by commas. */
    TOCSIN_TRUST_PROXY: z.string().min(1).optional(),
    /** How long a sign-in lasts. */
    TOCSIN_SESSION_HOURS: z.coerce.number().min(0.1).max(720).default(12),
    /** For so long a server that is to stop still takes requests, while `/readyz` says no. */
    TOCSIN_SHUTDOWN_NOTICE: z.coerce.number().min(0).max(600).default(0.5),
    /** A server that is to stop ends after so many seconds at the latest. */
    TOCSIN_SHUTDOWN_SECONDS: z.coerce.number().min(1).max(3600).default(30),
    /** Lets a collector read `/metrics` with `Authorization: Bearer …`; without it only signed-in operators may. */
    TOCSIN_METRICS_TOKEN: z.string().min(16).optional(),
    /** Adds `POST /bench/parse`, which parses an event and stores nothing: the yardstick of the benchmark. */
    TOCSIN_PARSE_ONLY: Flag.default(false),
  })
  .superRefine(checkLookups);

/** The settings of a server process. Paths are absolute. */
export interface ServerEnv {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly pgBinDir: string | undefined;
  readonly rulesDir: string | undefined;
  readonly firstPreset: string;
  readonly factsFiles: readonly string[];
  readonly lookups: LookupSettings;
  readonly logLevel: "silent" | "error" | "warn" | "info" | "debug";
  readonly dbConnections: number;
  /** What may wait for the database. */
  readonly queue: IngestBounds;
  readonly trustProxy: readonly string[];
  readonly sessionHours: number;
  readonly shutdownNoticeSeconds: number;
  readonly shutdownSeconds: number;
  readonly metricsToken: string | undefined;
  readonly parseOnly: boolean;
}

/** A variable that cannot be used; the message is one sentence for the person who starts the server. */
export class EnvError extends Error {
  override readonly name = "EnvError";
}

/**
 * Reads the settings from environment variables; an empty variable counts as not set.
 *
 * @throws EnvError that names the variable.
 */
export function readEnv(variables: Readonly<Record<string, string | undefined>>, folder: string): ServerEnv {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = Env.safeParse(given);
  if (!parsed.success) throw new EnvError(sentenceOf(parsed.error));
  const env = parsed.data;
  return {
    port: env.PORT,
    host: env.HOST,
    databaseUrl: env.DATABASE_URL,
    dataDir: resolve(folder, env.TOCSIN_DATA),
    pgBinDir: env.TOCSIN_PG_BIN === undefined ? undefined : resolve(folder, env.TOCSIN_PG_BIN),
    rulesDir: env.TOCSIN_RULES === undefined ? undefined : resolve(folder, env.TOCSIN_RULES),
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
    parseOnly: env.TOCSIN_PARSE_ONLY,
  };
}

// The value is left out: it may be a password.
function sentenceOf({ issues }: z.ZodError): string {
  const [issue] = issues;
  const variable = issue === undefined ? "the environment" : String(issue.path[0]);
  return `the environment variable ${variable} cannot be used: ${issue?.message ?? "unknown reason"}`;
}
