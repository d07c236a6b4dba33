import type { Pool } from "pg";
import { openInstallation, type Installation } from "../db/installation.ts";
import { createStore, type Store } from "../db/store.ts";
import { createFacts } from "../enrichment/create-facts.ts";
import { factsFileSchema, type FactsFileInput } from "../enrichment/facts-file.ts";
import { createIngest, type IngestOptions } from "../ingest/create-ingest.ts";
import type { Ack, Ingest, RequestOrigin } from "../ingest/ingest-types.ts";
import { SENSOR_ENDPOINT } from "../ingest/logbook-rows.ts";
import { parseSensorRequest } from "../ingest/parse-sensor-request.ts";

/** An app with its ingest on a test database. */
export interface RuntimeTester {
  readonly store: Store;
  readonly appId: number;
  readonly installation: Installation;
  readonly ingest: Ingest;
  /** Sends one request of the sensor as a client would, and waits until it is stored; `url` and a time need not be given. */
  send(fields: Record<string, unknown>): Promise<Ack>;
}

export const TEST_SECRET = Buffer.alloc(32, 7);

interface TesterOptions extends Partial<Omit<IngestOptions, "store" | "facts">> {
  readonly facts?: Omit<FactsFileInput, "source">;
  /** Another process of this app; a new app when not given. */
  readonly appId?: number;
}

export async function runtimeTester(pool: Pool, options: TesterOptions = {}): Promise<RuntimeTester> {
  const { facts, appId: _, ...ingestOptions } = options;
  const store = createStore(pool);
  const installation = options.installation ?? (await openInstallation(store, { secret: TEST_SECRET }));
  const appId = options.appId ?? (await newApp(store));
  const files = facts === undefined ? [] : [factsFileSchema.parse({ source: "test", ...facts })];
  const ingest = createIngest({ ...ingestOptions, store, installation, facts: createFacts({ files }) });
  const send = async (fields: Record<string, unknown>) => {
    const accepted = parseSensorRequest(
      { url: "/", eventTime: "2026-11-20 10:00:00", ipAddress: "85.10.20.30", ...fields },
      { now: Date.now() },
    );
    if (accepted.kind === "rejected") throw new Error(accepted.message);
    const ack = await ingest.submit(originOf(appId), accepted);
    await ingest.settle();
    return ack;
  };
  return { store, appId, installation, ingest, send };
}

async function newApp({ db }: Store): Promise<number> {
  const { app_id: appId } = await db
    .insertInto("apps")
    .values({ name: `app ${Math.random()}`, preset: "default" })
    .returning("app_id")
    .executeTakeFirstOrThrow();
  return appId;
}

export function originOf(appId: number): RequestOrigin {
  return {
    appId,
    apiKeyId: 1,
    endpoint: SENSOR_ENDPOINT,
    remoteAddress: "127.0.0.1",
    traceId: null,
    receivedAt: Date.now(),
  };
}
