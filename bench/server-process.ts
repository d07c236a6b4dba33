import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cpuTimes, type CpuTimes } from "./cpu-time.ts";
import type { FactsFileInput } from "../runtime/index.ts";
import { openDatabase } from "../runtime/index.ts";
import { readWaits, type Waits } from "./waits.ts";
import { buildBundle, bundleOf } from "../scripts/build/bundle.js";

/** What is acknowledged is stored a moment later. */
const STORED_EVERY_MS = 2;
/** A page of metrics counts all users who are due: asked for without a pause it takes what judging them needs. */
const JUDGED_EVERY_MS = 100;

const ROOT = fileURLToPath(new URL("..", import.meta.url));

export interface ServerProcess {
  readonly url: string;
  readonly apiKey: string;
  readonly operator: { readonly email: string; readonly password: string };
  /** Resident memory of the server's own process, in MB. */
  memory(): Promise<number>;
  cpu(): Promise<CpuTimes>;
  /** Of all scores so far that fresh events were the reason of. */
  waits(): Promise<Waits>;
  /** Bytes on disk, without the write-ahead log; of the largest tables with their indexes and partitions. */
  databaseSize(): Promise<DatabaseSize>;
  /** Resolves when nothing that was acknowledged waits to be stored. */
  allStored(): Promise<void>;
  /** Resolves when nobody waits for a score either. */
  allJudged(): Promise<void>;
  stop(): Promise<void>;
}

export interface DatabaseSize {
  readonly bytes: number;
  readonly tables: readonly { readonly name: string; readonly bytes: number }[];
}

/**
 * A server as people run it: the bundle, in a process of its own, with an embedded database in a new folder. It has the
 * parse-only endpoint beside the sensor. The folder goes away with it. `root` is another tree of the project than this one.
 */
export async function startServerProcess(facts: FactsFileInput, root = ROOT): Promise<ServerProcess> {
  await buildBundle(root);
  const folder = await mkdtemp(join(tmpdir(), "tocsin-bench-"));
  const metricsToken = randomUUID();
  const factsFile = join(folder, "facts.json");
  await writeFile(factsFile, JSON.stringify(facts));
  const child = spawn(process.execPath, [bundleOf(root), "serve"], {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: process.env["TOCSIN_BENCH_DATABASE_URL"] ?? "",
      PORT: "0",
      TOCSIN_DATA: join(folder, "data"),
      TOCSIN_FACTS: factsFile,
      TOCSIN_LOG: "warn",
      TOCSIN_METRICS_TOKEN: metricsToken,
      TOCSIN_PARSE_ONLY: "1",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const banner = await firstStartBanner(child.stdout, exited);
  const url = found(banner, /ready: (\S+)/);
  const metrics = async () => {
    const headers = { authorization: `Bearer ${metricsToken}` };
    return (await fetch(`${url}/metrics`, { headers })).text();
  };
  const untilZero = async (gauge: string, everyMs: number) => {
    const zero = new RegExp(`^${gauge} 0$`, "m");
    while (!zero.test(await metrics())) await sleep(everyMs);
  };
  return {
    url,
    apiKey: found(banner, /API key\s+(\S+)/),
    operator: { email: found(banner, /operator\s+(\S+)/), password: found(banner, /password\s+(\S+)/) },
    memory: async () => residentMb(child.pid),
    cpu: () => cpuTimes(child.pid ?? 0),
    waits: async () => readWaits(await metrics()),
    databaseSize: () => databaseSize(join(folder, "data")),
    allStored: () => untilZero("tocsin_inbox_events", STORED_EVERY_MS),
    allJudged: async () => {
      await untilZero("tocsin_inbox_events", STORED_EVERY_MS);
      await untilZero("tocsin_unjudged_users", JUDGED_EVERY_MS);
    },
    stop: async () => {
      child.kill("SIGTERM");
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The server runs meanwhile: its embedded database is shared. */
async function databaseSize(dataDir: string): Promise<DatabaseSize> {
  const url = process.env["TOCSIN_BENCH_DATABASE_URL"];
  const database = await openDatabase({ url, dataDir, log: { info: () => undefined, warn: console.error } });
  try {
    const { rows } = await database.pool.query<{ name: string; bytes: string }>(
      `select coalesce(p.relname, c.relname) as name, sum(pg_total_relation_size(c.oid)) as bytes
       from pg_class c left join pg_inherits i on i.inhrelid = c.oid left join pg_class p on p.oid = i.inhparent
       where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace group by 1 order by 2 desc limit 15`,
    );
    const { rows: whole } = await database.pool.query<{ bytes: string }>(
      "select pg_database_size(current_database()) as bytes",
    );
    return {
      bytes: Number(whole[0]?.bytes),
      tables: rows.map(({ name, bytes }) => ({ name, bytes: Number(bytes) })),
    };
  } finally {
    await database.stop();
  }
}

async function firstStartBanner(output: AsyncIterable<Buffer>, exited: Promise<unknown>): Promise<string> {
  let text = "";
  const read = async () => {
    for await (const chunk of output) {
      text += chunk.toString();
      if (text.includes("eventTime=")) return text;
    }
    throw new Error(`the server ended before it was ready: ${text}`);
  };
  const ended = exited.then(() => {
    throw new Error(`the server ended before it was ready: ${text}`);
  });
  return Promise.race([read(), ended]);
}

function found(text: string, pattern: RegExp): string {
  const match = pattern.exec(text)?.[1];
  if (match === undefined) throw new Error(`the server did not say ${pattern.source}`);
  return match;
}

async function residentMb(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
}
