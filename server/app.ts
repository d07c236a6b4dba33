import cookie from "@fastify/cookie";
import rateLimit from "@fastify/rate-limit";
import underPressure from "@fastify/under-pressure";
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import {
  createRowIds,
  listApps,
  readMigrationState,
  searchBlacklist,
  rememberEmails,
  type ApiKey,
  type CacheBook,
  type DescribeSources,
  type Ingest,
  type IngestBounds,
  type Installation,
  type LoadedPack,
  type Logbook,
  type PackError,
  type RuleFolder,
  type Scoring,
  type Store,
} from "../runtime/index.ts";
import { eventRoutes } from "./events/event-routes.ts";
import type { Phase } from "./lifecycle.ts";
import type { Metrics } from "./metrics/create-metrics.ts";
import type { PackReload } from "./pack-holder.ts";
import { boundRequests } from "./plugins/admission.ts";
import { openApi } from "./plugins/open-api.ts";
import { answerProblem } from "./plugins/problems.ts";
import { measureRequests } from "./plugins/request-metrics.ts";
import { requireSameOrigin } from "./plugins/same-origin.ts";
import { securityHeaders } from "./plugins/security-headers.ts";
import { studioFiles } from "./plugins/studio-files.ts";
import { createReadiness } from "./readiness.ts";
import { blacklistRoutes } from "./routes/blacklist.ts";
import { blacklistSearchRoutes } from "./routes/blacklist-search.ts";
import { dataSourceRoutes } from "./routes/data-sources.ts";
import { draftRoutes } from "./routes/drafts.ts";
import { dryRunRoutes } from "./routes/dry-run.ts";
import { savedDryRunRoutes } from "./routes/saved-dry-runs.ts";
import { dryRunTrendRoutes } from "./routes/dry-run-trend.ts";
import { explainRoutes } from "./routes/explain.ts";
import { fieldTrailRoutes } from "./routes/field-trail.ts";
import { healthRoutes } from "./routes/health.ts";
import { keyRoutes } from "./routes/keys.ts";
import { listRoutes } from "./routes/lists.ts";
import { logbookRoutes } from "./routes/logbook.ts";
import { metricsRoute } from "./routes/metrics.ts";
import { overviewRoutes } from "./routes/overview.ts";
import { packRoutes } from "./routes/pack.ts";
import { packFileRoutes } from "./routes/pack-files.ts";
import { parseOnlyRoute } from "./routes/parse-only.ts";
import { createQuestions } from "./routes/questions.ts";
import { retentionRoutes } from "./routes/retention.ts";
import { rightsRoutes } from "./routes/rights.ts";
import { reScoringRoutes } from "./routes/re-scoring.ts";
import { ruleTestRoutes } from "./routes/rule-tests.ts";
import { scoreHistoryRoutes } from "./routes/score-history.ts";
import { sessionRoutes } from "./routes/session.ts";
import { settingsRoutes } from "./routes/settings.ts";
import { conditionRatesRoutes } from "./routes/condition-rates.ts";
import { compiledRoutes } from "./routes/compiled.ts";
import { simulateRoutes } from "./routes/simulate.ts";
import { timeZoneRoutes } from "./routes/time-zone.ts";
import { userRoutes } from "./routes/users.ts";
import { webhookRoutes } from "./routes/webhooks.ts";
import type { KeyRing } from "./sensor/key-ring.ts";
import { createRateGate } from "./sensor/rate-gate.ts";
import { sensorRoutes } from "./sensor/sensor-routes.ts";
import { requireSession } from "./sign-in/require-session.ts";
import type { SignInStore } from "./sign-in/sign-in-store.ts";
import { RETRY_AFTER, ServerBusy } from "./unavailable.ts";

export interface AppDeps {
  readonly store: Store;
  readonly installation: Installation;
  readonly ingest: Ingest;
  readonly logbook: Logbook;
  readonly metrics: Metrics;
  /** Where caches are counted. */
  readonly caches: CacheBook;
  /** Judges users before it answers. */
  readonly judgeNow: Scoring["judgeNow"];
  readonly signIn: SignInStore;
  readonly pack: () => LoadedPack;
  /** Why the rules as they are on the disk do not run; null when they do. */
  readonly packTrouble: () => PackError | null;
  readonly reloadPack: () => Promise<PackReload>;
  /** The folder of own rules, when operators may save in it. */
  readonly ruleFolder: RuleFolder | null;
  /** API keys; told to forget when they change. */
  readonly keys: KeyRing<ApiKey>;
  /** What facts come from. */
  readonly dataSources: DescribeSources;
  readonly phase: () => Phase;
  readonly log: FastifyBaseLogger;
  /** Signs the session cookie. */
  readonly cookieSecret: string;
  /** The folder of the built studio. */
  readonly studioFolder: string;
  readonly sessionHours: number;
  readonly trustProxy: readonly string[];
  readonly metricsToken: string | undefined;
  /** Webhooks may be of this machine or network. */
  readonly webhookPrivate: boolean;
  /** Adds the benchmark's yardstick. */
  readonly parseOnly: boolean;
  /** What may wait for the database, of events and of the requests that bring them. */
  readonly queue: IngestBounds;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Room for a rule file of 1 MB, escaped. */
const LARGEST_BODY_BYTES = 4 * 1024 * 1024;
/** A user's name may take 100 bytes, each escaped as `%XX`, and some room. */
const LONGEST_PARAMETER = 1000;
/** Beyond this the process cannot keep up: callers are told to come back rather than left waiting. */
const SLOWEST_LOOP_MS = 3000;
/** No application lets its own users wait for so long. */
const LONGEST_WAIT_MS = 15_000;
/** Within that a request has sent its headers, or its connection is closed; and within the second one all of it. */
const HEADERS_WITHIN_MS = 15_000;
const REQUEST_WITHIN_MS = 60_000;
const LOOK_AT_CONNECTIONS_MS = 2000;

/** The HTTP face of an installation. Not listening yet; `close()` waits for requests in flight, not for ingest. */
export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const { store, ingest, logbook, metrics, keys, log, now, trustProxy } = deps;
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: LARGEST_BODY_BYTES,
    trustProxy: trustProxy.length === 0 ? false : [...trustProxy],
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    forceCloseConnections: "idle",
    return503OnClosing: true,
    requestTimeout: REQUEST_WITHIN_MS,
    http: { headersTimeout: HEADERS_WITHIN_MS, connectionsCheckingInterval: LOOK_AT_CONNECTIONS_MS },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerProblem);
  measureRequests(app, metrics);
  await app.register(underPressure, {
    maxEventLoopDelay: SLOWEST_LOOP_MS,
    retryAfter: RETRY_AFTER.busy,
    customError: ServerBusy,
  });
  await openApi(app);
  const gate = createRateGate();
  const readEmail = rememberEmails(deps.caches.of("sent_emails"));
  const shared = { keys, gate, ingest, logbook, readEmail, now };
  await app.register(async (applications) => {
    boundRequests(applications, { requests: deps.queue.events, bytes: deps.queue.bytes, waitMs: LONGEST_WAIT_MS });
    await applications.register(sensorRoutes, { ...shared, metrics });
    await applications.register(eventRoutes, { ...shared, judgeNow: deps.judgeNow, pack: deps.pack });
    await applications.register(blacklistSearchRoutes, {
      ...shared,
      search: (appId, value) => searchBlacklist(store, appId, value),
    });
  });
  const readiness = createReadiness({ ...deps, migrations: () => readMigrationState(store) });
  await app.register(healthRoutes, { ping: () => store.pool.query("select 1"), readiness });
  if (deps.parseOnly) await app.register(parseOnlyRoute, { now });
  // Cookies are for people: the sensor and the blacklist never look at one.
  await app.register(async (people) => {
    await people.register(cookie, { secret: deps.cookieSecret });
    await people.register(async (pages) => consolePages(pages, deps));
    await people.register(metricsRoute, { metrics, token: deps.metricsToken, requireSession: requireSession(deps) });
  });
  return app;
}

/** Everything a browser uses: the studio's files and the API behind the sign-in. */
async function consolePages(app: FastifyInstance, deps: AppDeps): Promise<void> {
  const { store, signIn, pack, reloadPack, now, sessionHours } = deps;
  // Only JSON: a form that another site sends never gets as far as a handler.
  app.removeContentTypeParser("text/plain");
  app.addHook("onRequest", requireSameOrigin);
  await securityHeaders(app);
  await app.register(rateLimit, { global: false });
  await app.register(sessionRoutes, { signIn, apps: () => listApps(store), sessionHours, now });
  await app.register(async (signedInOnly) => {
    signedInOnly.addHook("onRequest", requireSession(deps));
    const options = { store, pack, reloadPack, now };
    await signedInOnly.register(overviewRoutes, options);
    await signedInOnly.register(userRoutes, options);
    await signedInOnly.register(scoreHistoryRoutes, options);
    await signedInOnly.register(blacklistRoutes, options);
    await signedInOnly.register(reScoringRoutes, options);
    await signedInOnly.register(packRoutes, options);
    const nextId = createRowIds(now);
    const { packTrouble: trouble, ruleFolder: folder } = deps;
    await signedInOnly.register(packFileRoutes, { ...options, trouble, folder, nextId });
    await signedInOnly.register(draftRoutes, options);
    const questions = createQuestions({ atOnce: 3, busy: "Other questions about users are under way" });
    await signedInOnly.register(dryRunRoutes, { ...options, questions });
    await signedInOnly.register(dryRunTrendRoutes, options);
    await signedInOnly.register(savedDryRunRoutes, options);
    await signedInOnly.register(explainRoutes, options);
    await signedInOnly.register(fieldTrailRoutes, { ...options, trailKey: deps.installation.trailKey });
    await signedInOnly.register(settingsRoutes, options);
    await signedInOnly.register(ruleTestRoutes, options);
    await signedInOnly.register(simulateRoutes, options);
    await signedInOnly.register(compiledRoutes, options);
    await signedInOnly.register(conditionRatesRoutes, options);
    await signedInOnly.register(listRoutes, { ...options, questions });
    await signedInOnly.register(logbookRoutes, options);
    await signedInOnly.register(retentionRoutes, options);
    await signedInOnly.register(timeZoneRoutes, options);
    await signedInOnly.register(rightsRoutes, {
      ...options,
      installation: deps.installation,
      nextId,
    });
    await signedInOnly.register(keyRoutes, options);
    await signedInOnly.register(webhookRoutes, {
      store,
      box: deps.installation.box,
      allowPrivate: deps.webhookPrivate,
    });
    await signedInOnly.register(dataSourceRoutes, { ...options, dataSources: deps.dataSources });
  });
  await app.register(studioFiles, { folder: deps.studioFolder });
}
