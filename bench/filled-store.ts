import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cloneUsers } from "./clone-users.ts";
import { demoFacts } from "../cli/demo/facts.ts";
import { population } from "../cli/demo/population.ts";
import type { DemoEvent } from "../cli/demo/story.ts";
import {
  createApp,
  createFacts,
  createIngest,
  createStore,
  factsFileSchema,
  loadPack,
  migrateToLatest,
  openDatabase,
  openInstallation,
  parseSensorRequest,
  readOrCreateSecret,
  type Ingest,
  type LoadedPack,
  type Store,
} from "../runtime/index.ts";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

export interface FilledStore {
  readonly store: Store;
  readonly appId: number;
  readonly pack: LoadedPack;
  /** Ingests people of the demo until there are so many, the first thousand; above, copies of them. Answers the events stored then. */
  fill(users: number): Promise<number>;
  close(): Promise<void>;
}

/** So many people come through the sensor; the sensor would need ten minutes for a hundred times as many. */
const INGESTED = 1000;
/** Events handed to ingest before the first has to be acknowledged. */
const AHEAD = 2000;

/** A new embedded database with the built-in pack and an app, in this process. The folder goes away with it. */
export async function createFilledStore(): Promise<FilledStore> {
  const folder = await mkdtemp(join(tmpdir(), "tocsin-bench-"));
  const pack = await loadPack({ builtIn: ROOT });
  const database = await openDatabase({
    url: process.env["TOCSIN_BENCH_DATABASE_URL"],
    dataDir: join(folder, "data"),
    log: { info: () => undefined, warn: console.error },
  });
  await migrateToLatest(database.pool);
  const store = createStore(database.pool, database.keyed);
  const installation = await openInstallation(store, { secret: await readOrCreateSecret(join(folder, "secret")) });
  const preset = pack.presets.find(({ name }) => name === "account_takeover");
  if (preset === undefined) throw new Error("invariant: the built-in pack has the preset account_takeover");
  const { appId } = await createApp(store, { name: "bench", preset });
  let ingested = 0;
  let copies = 0;
  return {
    store,
    appId,
    pack,
    fill: async (users) => {
      if (ingested < Math.min(users, INGESTED)) {
        if (ingested > 0) throw new Error("either fewer than a thousand people, once, or a thousand and copies");
        ingested = Math.min(users, INGESTED);
        const events = population({ users: ingested, seed: 0, now: Date.now() });
        const files = [factsFileSchema.parse(demoFacts(events))];
        const ingest = createIngest({ store, installation, facts: createFacts({ files }) });
        await submitAll(ingest, appId, events);
        await ingest.close();
        await store.pool.query("analyze");
      }
      for (; (copies + 1) * ingested < users; copies += 1)
        await cloneUsers(store, { appId, installation, copy: copies + 1 });
      await store.pool.query("vacuum analyze");
      const { rows } = await store.pool.query<{ count: number }>("select count(*)::integer as count from events");
      return rows[0]?.count ?? 0;
    },
    close: async () => {
      await database.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function submitAll(ingest: Ingest, appId: number, events: readonly DemoEvent[]) {
  for (let start = 0; start < events.length; start += AHEAD)
    await Promise.all(
      events.slice(start, start + AHEAD).map(async ({ fields }) => {
        const parsed = parseSensorRequest(fields, { now: Date.now() });
        if (parsed.kind === "rejected") throw new Error(parsed.message);
        const origin = {
          appId,
          apiKeyId: 1,
          endpoint: "/sensor/",
          remoteAddress: "127.0.0.1",
          traceId: null,
          receivedAt: Date.now(),
        };
        await ingest.submit(origin, parsed);
      }),
    );
}
