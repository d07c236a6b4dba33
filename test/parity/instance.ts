import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import type { Pool } from "pg";
import { pino } from "pino";
import {
  createCacheBook,
  createIngest,
  createLogbook,
  createScoring,
  createStore,
  findApiKey,
  loadPack,
  migrateToLatest,
  openInstallation,
  type FactsProvider,
  type LoadedPack,
  type Store,
} from "../../runtime/index.ts";
import { buildApp } from "../../server/app.ts";
import { prepareFirstStart, type FirstStart } from "../../server/first-start.ts";
import { listen } from "../../server/listen.ts";
import { createMetrics } from "../../server/metrics/create-metrics.ts";
import { createKeyRing } from "../../server/sensor/key-ring.ts";
import { createSignInStore } from "../../server/sign-in/stored-sign-in.ts";
import { comingBack } from "../coming-back.ts";
import type { ReplayTarget } from "./replay.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A fresh installation behind HTTP, with its first app, key and operator. */
export interface Instance extends ReplayTarget {
  readonly store: Store;
  readonly pack: LoadedPack;
  readonly appId: number;
  /** Resolves when every acknowledged event is scored. */
  readonly settle: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

interface InstanceOptions {
  /** An empty database; closing it stays with the caller. */
  readonly pool: Pool;
  readonly facts: FactsProvider;
  /** The moment at which users are judged, in milliseconds since the epoch. */
  readonly asOf: number;
}

/** Starts the server as `npm start` composes it, but with given facts and a clock for scoring that stands still. */
export async function startInstance({ pool, facts, asOf }: InstanceOptions): Promise<Instance> {
  const pack = await loadPack({ builtIn: ROOT });
  const preset = pack.presets.find(({ name }) => name === "default");
  if (!preset) throw new Error("the built-in pack has no preset `default`");
  await migrateToLatest(pool);
  const store = createStore(pool);
  const installation = await openInstallation(store, { secret: randomBytes(32) });
  const log = pino({ level: "warn" });
  const scoring = createScoring({ store, pack, log, clock: () => asOf });
  const ingest = createIngest({ store, installation, facts, onCommitted: (committed) => scoring.committed(committed) });
  const logbook = createLogbook({ store });
  const app = await buildApp({
    metrics: createMetrics(),
    caches: createCacheBook(),
    phase: () => "serving",
    judgeNow: scoring.judgeNow,
    store,
    installation,
    ingest,
    logbook,
    signIn: createSignInStore(store),
    pack: () => pack,
    packTrouble: () => null,
    reloadPack: async () => ({ outcome: "unchanged", pack }),
    ruleFolder: null,
    keys: createKeyRing((key) => findApiKey(store, key), Date.now),
    dataSources: () => [],
    log,
    cookieSecret: randomBytes(32).toString("base64"),
    studioFolder: ROOT,
    sessionHours: 1,
    trustProxy: [],
    metricsToken: undefined,
    webhookPrivate: false,
    parseOnly: false,
    queue: { events: 20_000, bytes: 64 * 1024 * 1024 },
    now: Date.now,
  });
  const url = await listen(app, "127.0.0.1", 0);
  const first = await prepareFirstStart(store, preset);
  if (!first) throw new Error("the database is not empty");
  scoring.start();
  const { rows } = await pool.query<{ app_id: number }>("select app_id from apps");
  const target = await httpTarget(url, first);
  return {
    ...target,
    // An operator decides about whom the console shows.
    decide: async (userName, decision) => {
      await ingest.settle();
      await target.decide(userName, decision);
    },
    store,
    pack,
    appId: rows[0]?.app_id ?? 0,
    settle: async () => {
      await ingest.settle();
      await scoring.settle();
    },
    stop: async () => {
      await app.close();
      await ingest.close();
      await logbook.close();
      await scoring.stop();
    },
  };
}

/** The sensor as a tracker uses it, the decisions as a signed-in operator sends them. */
async function httpTarget(url: string, { apiKey, email, password }: FirstStart): Promise<ReplayTarget> {
  const json = { "content-type": "application/json" };
  const signedIn = await fetch(`${url}/api/v1/session`, {
    method: "POST",
    headers: json,
    body: JSON.stringify({ email, password }),
  });
  if (!signedIn.ok) throw new Error(`the sign-in was answered ${signedIn.status}`);
  const cookie = signedIn.headers
    .getSetCookie()
    .map((text) => text.split(";")[0])
    .join("; ");
  return {
    send: async (fields) => {
      const body = new URLSearchParams(fields);
      const request = { method: "POST", headers: { "Api-Key": apiKey }, body };
      const answer = await comingBack(() => fetch(`${url}/sensor/`, request));
      await answer.arrayBuffer();
      return answer.status;
    },
    decide: async (userName, decision) => {
      const answer = await fetch(`${url}/api/v1/users/${encodeURIComponent(userName)}/decision`, {
        method: "PUT",
        headers: { ...json, cookie },
        body: JSON.stringify({ decision }),
      });
      if (!answer.ok)
        throw new Error(`the decision on ${userName} was answered ${answer.status}: ${await answer.text()}`);
    },
  };
}
