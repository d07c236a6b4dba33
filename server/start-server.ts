import { hkdfSync } from "node:crypto";
import { join } from "node:path";
import type { FastifyBaseLogger } from "fastify";
import {
  allSources,
  createCacheBook,
  createFacts,
  describeBundled,
  openBundled,
  createIngest,
  createLogbook,
  createMaintenance,
  createPackLoader,
  createLookups,
  createReEnrichment,
  createDelivery,
  createRetention,
  createScoring,
  createStore,
  describeBrought,
  describeFactsFile,
  describeLibraries,
  describeLookups,
  findApiKey,
  listenForChanges,
  migrateToLatest,
  openDatabase,
  openInstallation,
  readBacklog,
  readFactsFile,
  readOrCreateSecret,
  sourcesFolder,
  createRuleFolder,
  watchRuleFolder,
  watchSources,
  type BoundPreset,
  type LoadedPack,
  type FactsFile,
  type Ingest,
  type ReEnrichment,
  type Store,
} from "../runtime/index.ts";
import { buildApp } from "./app.ts";
import { drain } from "./drain.ts";
import type { ServerEnv } from "./env.ts";
import { prepareFirstStart, type FirstStart } from "./first-start.ts";
import { judgeAnewAfterChange } from "./judge-anew.ts";
import { listen } from "./listen.ts";
import { lookupProviders, lookupTargets } from "./lookup-providers.ts";
import { createLifecycle } from "./lifecycle.ts";
import { createMetrics } from "./metrics/create-metrics.ts";
import { watchDatabase } from "./metrics/watch-database.ts";
import { watchWebhooks } from "./metrics/watch-webhooks.ts";
import { watchProcess } from "./metrics/watch-process.ts";
import { createPackHolder, type PackReload } from "./pack-holder.ts";
import { createKeyRing } from "./sensor/key-ring.ts";
import { StartError } from "./start-error.ts";
import { createSignInStore } from "./sign-in/stored-sign-in.ts";

export interface StartServerOptions {
  readonly env: ServerEnv;
  /** The folder of Tocsin: `rules/`, `presets/`, `dist/studio`. */
  readonly root: string;
  readonly log: FastifyBaseLogger;
  /** Facts beside those of the files that the environment names. */
  readonly facts?: readonly FactsFile[] | undefined;
}

export interface RunningServer {
  /** For a browser on this machine, without a final slash. */
  readonly url: string;
  /** Credentials to show; null but for the first start of an installation. */
  readonly firstStart: FirstStart | null;
  readonly store: Store;
  /** Reads the pack's folders again; a pack with errors leaves the one before it in place. */
  reloadPack(): Promise<PackReload>;
  /**
   * Says that it is about to stop (`/readyz`), then takes no more requests, answers those in flight, stores what was acknowledged,
   * ends the running round of scoring and closes the database. Calling it again waits for the same end.
   */
  stop(): Promise<void>;
}

/** Within that, events that arrived are stored, unless the database is away. */
const SETTLED_MS = 10_000;

/**
 * Starts everything that an installation needs, in one process.
 *
 * @throws DatabaseError, PackError, FactsError, WrongSecret or StartError with one sentence for the person who starts it; nothing is left running.
 */
export async function startServer(options: StartServerOptions): Promise<RunningServer> {
  const closers: (() => Promise<void>)[] = [];
  let stopped: Promise<void> | undefined;
  // The last one opened closes first.
  const stop = () => (stopped ??= closers.reduceRight((before, close) => before.then(close), Promise.resolve()));
  try {
    return { ...(await open(options, closers)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function open(
  { env, root, log, facts: moreFacts = [] }: StartServerOptions,
  closers: (() => Promise<void>)[],
): Promise<Omit<RunningServer, "stop">> {
  const lifecycle = createLifecycle();
  const metrics = createMetrics();
  // The library's watch on the garbage collector never ends, and would hold all that the registry asks: the whole server.
  closers.push(async () => metrics.registry.clear());
  const caches = createCacheBook();
  const load = createPackLoader({ builtIn: root, user: env.rulesDir });
  const pack = await load();
  const database = await openDatabase({
    url: env.databaseUrl,
    dataDir: env.dataDir,
    binDir: env.pgBinDir,
    connections: env.dbConnections,
    log,
  });
  closers.push(database.stop);
  await migrateToLatest(database.pool);
  const store = createStore(database.pool, database.keyed);
  const secret = await readOrCreateSecret(join(env.dataDir, "secret"));
  const installation = await openInstallation(store, { secret, caches });
  let reEnrichment: ReEnrichment | null = null;
  const sources = await watchSources({
    folder: sourcesFolder(env.dataDir),
    log,
    onChange: () => reEnrichment?.sourcesChanged(),
  });
  closers.push(() => sources.stop());
  const files = [...(await Promise.all(env.factsFiles.map(readFactsFile))), ...moreFacts];
  const bundled = await openBundled(join(root, "data"));
  const facts = createFacts({ files, bundled, sources, caches });
  const described = files.map(describeFactsFile);
  const scoring = createScoring({ store, pack, log, caches, observer: metrics.scoring });
  closers.push(() => scoring.stop());
  const lookups = createLookups({
    store,
    providers: lookupProviders(env.lookups, env.dataDir),
    onKnown: (userIds) =>
      scoring.committed({ userIds, continuations: [], acknowledged: new Map(), staleCounts: false }),
    log,
  });
  closers.push(() => lookups.stop());
  const to = lookupTargets(env.lookups);
  const dataSources = allSources([
    (now) => describeBundled(bundled, now),
    (now) => describeBrought(sources.current(), now),
    () => described,
    describeLibraries,
    () => describeLookups({ counts: lookups.counts(), to }),
  ]);
  await judgeAnewAfterChange(store, pack.fingerprint);
  const rules = env.edit && env.rulesDir !== undefined ? env.rulesDir : null;
  const holder = createPackHolder({ store, first: pack, load, scoring, log });
  const keys = createKeyRing(
    (key) => findApiKey(store, key),
    () => performance.now(),
    caches.of("api_keys"),
  );
  const reloadUserIds = () => {
    // Who does not know of another id yet meets the same collision, and finds it then.
    installation.overrides
      .load()
      .catch((err: unknown) => log.warn({ err }, "the ids of users could not be read again"));
  };
  const retention = createRetention({ store, installation, log });
  closers.push(() => retention.stop());
  let storing: Ingest | null = null;
  const listener = listenForChanges({
    connectionString: database.connectionString,
    onChange: (change) => {
      if (change.kind === "keys" || change.kind === "anything") keys.forget();
      if (change.kind === "user_ids" || change.kind === "anything") reloadUserIds();
      if (change.kind === "settings" || change.kind === "anything") retention.look();
      if (change.kind === "user_erased") {
        storing?.forget(change.userId);
        reloadUserIds();
      }
      if (change.kind === "lists" || change.kind === "settings" || change.kind === "anything") scoring.judgeAnew();
      holder.heard(change);
    },
    log,
  });
  closers.push(() => listener.stop());
  const logbook = createLogbook({
    store,
    onError: (error) => log.error({ err: error }, "lines of the logbook could not be written"),
  });
  closers.push(() => logbook.close());
  const ingest = createIngest({
    store,
    installation,
    facts,
    caches,
    onCommitted: (committed) => {
      metrics.committed(committed);
      scoring.committed(committed);
      logbook.committed(committed);
      lookups.committed(committed.userIds);
    },
    onCollision: (collision) =>
      log.warn(collision, "two user names of an app have the same hash: the user who came later was given another id"),
    onError: (error) => {
      metrics.ingestErrors.inc();
      log.error({ err: error }, "a batch of events could not be stored");
    },
    bounds: env.queue,
  });
  storing = ingest;
  closers.push(() => ingest.close());
  // Before the first event is stored: what comes with sources that are about to change is asked about again.
  const asking = createReEnrichment({
    store,
    facts,
    sources: dataSources,
    stored: () => atMost(ingest.settle(), SETTLED_MS),
    log,
  });
  reEnrichment = asking;
  closers.push(() => asking.stop());
  watchProcess(metrics.registry, {
    requests: metrics.requests,
    waiting: ingest.waiting,
    backlog: ingest.backlog,
    unjudged: scoring.backlog,
    lookups: lookups.counts,
    deleted: retention.deleted,
    logbook: logbook.counts,
    caches,
    pools: store,
    pack: holder.current,
  });
  const delivery = createDelivery({ store, box: installation.box, allowPrivate: env.webhookPrivate, log });
  closers.push(() => delivery.stop());
  watchWebhooks(metrics.registry, delivery.counts);
  watchDatabase(metrics.registry, () => readBacklog(store));
  const app = await buildApp({
    metrics,
    caches,
    judgeNow: scoring.judgeNow,
    store,
    installation,
    ingest,
    logbook,
    signIn: createSignInStore(store),
    pack: holder.current,
    packTrouble: holder.trouble,
    reloadPack: () => holder.reload(),
    ruleFolder: rules === null ? null : createRuleFolder(rules),
    keys,
    dataSources,
    phase: lifecycle.phase,
    log,
    cookieSecret: cookieSecretOf(secret),
    studioFolder: join(root, "dist", "studio"),
    sessionHours: env.sessionHours,
    trustProxy: env.trustProxy,
    metricsToken: env.metricsToken,
    webhookPrivate: env.webhookPrivate,
    parseOnly: env.parseOnly,
    queue: env.queue,
    now: Date.now,
  });
  closers.push(() => app.close());
  const url = await listen(app, env.host, env.port);
  closers.push(() => drain({ app, lifecycle, requests: metrics.requests, noticeMs: env.shutdownNoticeSeconds * 1000 }));
  // After the port is ours: credentials that nobody gets to see would lock the first operator out.
  const firstStart = await prepareFirstStart(store, firstPreset(pack, env.firstPreset));
  scoring.start();
  if (rules !== null) {
    const reload = () => {
      holder.reload().catch((err: unknown) => log.error({ err }, "the pack could not be read again"));
    };
    const watch = await watchRuleFolder({ folder: rules, onChange: reload, log });
    closers.push(() => watch.stop());
    // What changed since the pack was read for the first time.
    reload();
  }
  ingest.start();
  asking.start();
  retention.start();
  delivery.start();
  const maintenance = createMaintenance(store, log);
  closers.push(() => maintenance.stop());
  maintenance.start();
  lifecycle.begin();
  return { url, firstStart, store, reloadPack: () => holder.reload() };
}

/** Resolves with the work, or when so much time is over; a timer that is left keeps no process alive. */
function atMost(work: Promise<void>, milliseconds: number): Promise<void> {
  return Promise.race([work, new Promise<void>((resolve) => setTimeout(resolve, milliseconds).unref())]);
}

function firstPreset({ presets }: LoadedPack, name: string): BoundPreset {
  const preset = presets.find((each) => each.name === name);
  if (preset === undefined) throw new StartError(`the pack has no preset ${name}: check TOCSIN_PRESET`);
  return preset;
}

/** A key of its own for the cookies, so that neither use of the installation's secret weakens the other. */
function cookieSecretOf(secret: Buffer): string {
  return Buffer.from(hkdfSync("sha256", secret, "", "tocsin session cookie", 32)).toString("base64");
}
