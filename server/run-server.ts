import type { Logger } from "pino";
import type { FactsFile } from "../runtime/index.ts";
import { banner } from "./banner.ts";
import { boundHeap } from "./bound-heap.ts";
import { EnvError, type ServerEnv } from "./env.ts";
import { createLog } from "./log.ts";
import { StartError } from "./start-error.ts";
import { startServer, type RunningServer } from "./start-server.ts";

export interface RunServerOptions {
  readonly env: ServerEnv;
  readonly root: string;
  readonly facts?: readonly FactsFile[] | undefined;
  /** Standard output. */
  readonly write: (text: string) => void;
  /** Aborted when the server is to stop. */
  readonly signal: AbortSignal;
  /** Calls back when the rules are to be read again; returns how to end that. */
  readonly onReload: (listener: () => void) => () => void;
  /** Calls back at a failure that nobody caught, before the process ends; returns how to end that. */
  readonly onCrash: (listener: (error: unknown) => void) => () => void;
  /** Runs beside the server once it listens; the server stops after it, and with its failure. */
  readonly beside?: ((server: RunningServer) => Promise<void>) | undefined;
}

/** Runs a server until the signal: prints where it is, and stops it in good order. Failures to start are thrown. */
export async function runServer(options: RunServerOptions): Promise<void> {
  boundHeap();
  const log = createLog(options.env.logLevel);
  // Unheard, Node would print all that hangs on such an error, rows of the database included.
  const endCrashes = options.onCrash((reason) =>
    log.fatal(
      { err: reason instanceof Error ? reason : new Error() },
      "a failure that nobody expected ends the process",
    ),
  );
  try {
    await runUntilSignal(options, log);
  } finally {
    endCrashes();
  }
}

async function runUntilSignal(
  { env, root, facts, write, signal, onReload, beside }: RunServerOptions,
  log: Logger,
): Promise<void> {
  const server = await startServer({ env, root, log, facts });
  // Before anybody can know that it runs: unheard, the signal would end the process.
  const endReloads = onReload(() => {
    server.reloadPack().catch((err: unknown) => log.error({ err }, "the pack could not be read again"));
  });
  write(banner(server.url, server.firstStart));
  log.info({ url: server.url }, "ready");
  try {
    await beside?.(server);
    await aborted(signal);
  } finally {
    endReloads();
    log.info("stopping");
    await stopInTime(server, env.shutdownNoticeSeconds + env.shutdownSeconds);
    log.info("stopped");
  }
}

const WHAT_IS_LEFT = "what it acknowledged is in the database, and is stored and judged by the next server";

async function stopInTime(server: RunningServer, seconds: number): Promise<void> {
  if (await isDoneWithin(seconds * 1000, server.stop())) return;
  throw new StartError(`the server did not stop in order within ${seconds} s: ${WHAT_IS_LEFT}`);
}

async function isDoneWithin(milliseconds: number, work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  try {
    return await Promise.race([work.then(() => true), over]);
  } finally {
    clearTimeout(timer);
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}

/** One sentence for a failure to start; undefined for a bug, which deserves its stack. */
export function startFailure(error: unknown): string | undefined {
  const expected = ["DatabaseError", "PackError", "FactsError", "WrongSecret", "StartError"];
  if (error instanceof EnvError) return error.message;
  return error instanceof Error && expected.includes(error.name) ? error.message : undefined;
}
