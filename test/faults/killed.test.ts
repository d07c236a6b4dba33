import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { expectKept } from "./expect-kept.ts";
import { ownCluster, type OwnCluster } from "./own-cluster.ts";
import { acknowledgedMore, press } from "./pressing-clients.ts";
import { recordFault } from "./record-fault.ts";
import { atScale } from "./scale.ts";
import { startServerUnderFault, type ServerUnderFault } from "./server-under-fault.ts";

interface Kill {
  readonly fault: string;
  readonly times: number;
  readonly kill: (server: ServerUnderFault, cluster: OwnCluster) => Promise<void>;
}

const restart = async (server: ServerUnderFault) => {
  await server.kill();
  await server.start();
};

const KILLS: readonly Kill[] = [
  { fault: "`kill -9` of the server", times: atScale(20, 2), kill: restart },
  {
    fault: "`kill -9` of PostgreSQL",
    times: atScale(10, 2),
    // The server has it started again.
    kill: async (_, cluster) => cluster.killDatabase(),
  },
  {
    fault: "`kill -9` of both",
    times: atScale(10, 1),
    kill: async (server, cluster) => {
      cluster.killDatabase();
      await restart(server);
    },
  },
];

it.each(KILLS)(
  "loses nothing and stores nothing twice: $fault during load",
  async ({ fault, times, kill }) => {
    const cluster = ownCluster();
    onTestFinished(() => cluster.remove());
    const server = await startServerUnderFault({ variables: { TOCSIN_DATA: cluster.dataDir } });
    onTestFinished(() => server.stop());
    const pressing = press({ urls: [server.url], apiKey: server.apiKey, clients: 16 });
    for (let kills = 0; kills < times; kills += 1) {
      await acknowledgedMore(pressing, 100);
      await sleep(Math.random() * 200);
      await kill(server, cluster);
    }
    await acknowledgedMore(pressing, 100);
    const counts = await pressing.stop();
    const kept = await expectKept(counts, cluster.databaseUrl());
    expect(counts.broken + counts.refused).toBeGreaterThan(0);
    recordFault({ fault: `${fault}, ${times} times`, counts, kept });
  },
  atScale(1_800_000, 300_000),
);
