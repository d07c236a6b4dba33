import { execFileSync } from "node:child_process";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { demoFacts } from "../cli/demo/facts.ts";
import { load } from "./load.ts";
import { quantile } from "./quantile.ts";
import { startServerProcess } from "./server-process.ts";
import { short, table, whole } from "./table.ts";
import { createTraffic } from "./traffic.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const CONNECTIONS = 64;

export interface CompareOptions {
  /** A revision of git, beside the files as they are. */
  readonly base: string;
  readonly rounds: number;
  readonly seconds: number;
  readonly users: number;
}

interface Round {
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
  readonly server: number;
  readonly database: number;
}

/**
 * The sensor under pressure, an older revision and this one in turns: the machine's own speed changes from one minute to the next, and both
 * have to take what comes. Dependencies are those of this tree.
 */
export async function benchCompare({ base, rounds, seconds, users }: CompareOptions) {
  const traffic = { warmUp: createTraffic("warm-up", users, 0), cell: createTraffic("cell", users, 1) };
  const press = async (root: string): Promise<Round> => {
    const server = await startServerProcess(demoFacts([...traffic.warmUp.events, ...traffic.cell.events]), root);
    try {
      const target = { url: `${server.url}/sensor/`, apiKey: server.apiKey };
      await load({ ...target, streams: traffic.warmUp.streams(16), seconds: Math.min(seconds, 4) });
      await server.allJudged();
      const before = await server.cpu();
      const { rate, p50, p99, acknowledged } = await load({
        ...target,
        streams: traffic.cell.streams(CONNECTIONS),
        seconds,
      });
      await server.allStored();
      const after = await server.cpu();
      const microseconds = (ms: number) => (ms * 1000) / acknowledged;
      return {
        ...{ rate, p50, p99 },
        server: microseconds(after.server - before.server),
        database: microseconds(after.database - before.database),
      };
    } finally {
      await server.stop();
    }
  };
  const checkout = await checkOut(base);
  const results: { readonly older: Round; readonly newer: Round }[] = [];
  try {
    for (let round = 0; round < rounds; round += 1)
      results.push({ older: await press(checkout.root), newer: await press(ROOT) });
  } finally {
    await checkout.remove();
  }
  const rows = (["rate", "p50", "p99", "server", "database"] as const).map((figure) => {
    const of = (side: "older" | "newer") => results.map((result) => result[side][figure]);
    const ratio = quantile(
      results.map((result) => result.newer[figure] / result.older[figure]),
      0.5,
    );
    return [TITLES[figure], figures(of("older")), figures(of("newer")), short(ratio)];
  });
  return [
    `### ${base} and this tree, in turns: ${rounds} rounds of ${seconds} s at ${CONNECTIONS} connections`,
    "",
    table(["figure", base, "this tree", "median of the rounds' ratios"], rows),
  ].join("\n");
}

const TITLES = {
  rate: "sensor/s",
  p50: "p50 ms",
  p99: "p99 ms",
  server: "server µs/event",
  database: "database µs/event",
} as const satisfies Record<keyof Round, string>;

function figures(values: readonly number[]): string {
  return values.map((value) => (value < 100 ? short(value) : whole(value))).join(", ");
}

/** The files of a revision in a folder of their own; it goes away again. */
async function checkOut(revision: string) {
  const root = join(await mkdtemp(join(tmpdir(), "tocsin-bench-")), "tree");
  execFileSync("git", ["worktree", "add", "--quiet", "--detach", root, revision], { cwd: ROOT });
  await symlink(join(ROOT, "node_modules"), join(root, "node_modules"));
  return {
    root,
    remove: async () => {
      execFileSync("git", ["worktree", "remove", "--force", root], { cwd: ROOT });
      await rm(join(root, ".."), { recursive: true, force: true });
    },
  };
}
