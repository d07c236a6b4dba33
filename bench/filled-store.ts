import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
  /** Ingests people of the demo until there are so many; returns the events that took. */
  fill(users: number): Promise<number>;
  close(): Promise<void>;
}

/** People come in groups, so that the events of few need memory at a time. */
const GROUP = 1000;
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
  let stored = 0;
  return {
    store,
    appId,
    pack,
    fill: async (users) => {
      let events = 0;
      for (; stored < users; stored += GROUP) {
        const group = population({ users: Math.min(GROUP, users - stored), seed: stored, now: Date.now() });
        const files = [factsFileSchema.parse(demoFacts(group))];
        const ingest = createIngest({ store, installation, facts: createFacts({ files }) });
        await submitAll(ingest, appId, group, `${stored / GROUP}-`);
        await ingest.close();
        events += group.length;
      }
      await store.pool.query("vacuum analyze");
      return events;
    },
    close: async () => {
      await database.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function submitAll(ingest: Ingest, appId: number, events: readonly DemoEvent[], prefix: string) {
  for (let start = 0; start < events.length; start += AHEAD)
    await Promise.all(
      events.slice(start, start + AHEAD).map(async ({ fields }) => {
        const request = { ...fields, userName: `${prefix}${fields["userName"]}` };
        const parsed = parseSensorRequest(request, { now: Date.now() });
        if (parsed.kind === "rejected") throw new Error(parsed.message);
        const origin = { appId, apiKeyId: 1, remoteAddress: "127.0.0.1", traceId: null, receivedAt: Date.now() };
        await ingest.submit(origin, parsed);
      }),
    );
}
