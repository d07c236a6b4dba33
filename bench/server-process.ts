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
import { buildBundle, bundleOf } from "../scripts/build/bundle.js";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

export interface ServerProcess {
  readonly url: string;
  readonly apiKey: string;
  readonly operator: { readonly email: string; readonly password: string };
  /** Resident memory of the server's own process, in MB. */
  memory(): Promise<number>;
  cpu(): Promise<CpuTimes>;
  /** Resolves when nothing that was acknowledged waits to be stored. */
  allStored(): Promise<void>;
  /** Resolves when nobody waits for a score either. */
  allJudged(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A server as people run it: the bundle, in a process of its own, with an embedded database in a new folder. It has the
 * parse-only endpoint beside the sensor. The folder goes away with it.
 */
export async function startServerProcess(facts: FactsFileInput): Promise<ServerProcess> {
  await buildBundle(ROOT);
  const folder = await mkdtemp(join(tmpdir(), "tocsin-bench-"));
  const metricsToken = randomUUID();
  const factsFile = join(folder, "facts.json");
  await writeFile(factsFile, JSON.stringify(facts));
  const child = spawn(process.execPath, [bundleOf(ROOT), "serve"], {
    cwd: ROOT,
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
  const untilZero = async (gauge: string) => {
    const headers = { authorization: `Bearer ${metricsToken}` };
    const zero = new RegExp(`^${gauge} 0$`, "m");
    while (!zero.test(await (await fetch(`${url}/metrics`, { headers })).text())) await sleep(2);
  };
  return {
    url,
    apiKey: found(banner, /API key\s+(\S+)/),
    operator: { email: found(banner, /operator\s+(\S+)/), password: found(banner, /password\s+(\S+)/) },
    memory: async () => residentMb(child.pid),
    cpu: () => cpuTimes(child.pid ?? 0),
    allStored: () => untilZero("tocsin_inbox_events"),
    allJudged: async () => {
      await untilZero("tocsin_inbox_events");
      await untilZero("tocsin_unjudged_users");
    },
    stop: async () => {
      child.kill("SIGTERM");
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
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
