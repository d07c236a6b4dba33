import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { buildBundle, bundleOf } from "../../scripts/build/bundle.js";
import { ROOT } from "../../scripts/root.js";

/** A server as people run it, in a process that may be killed and started again under the same address. */
export interface ServerUnderFault {
  readonly url: string;
  /** Of the first start. */
  readonly apiKey: string;
  readonly pid: () => number;
  /** What it has written so far, to both streams and over all starts. */
  readonly output: () => string;
  /** Ends the process as the kernel does. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly variables: Readonly<Record<string, string>>;
  /** Words before `node` on the command line, for a shell that sets limits first. */
  readonly limits?: string;
  /** When the installation has had its first start. */
  readonly apiKey?: string;
}

const READY = /Tocsin is ready: (\S+)/;

export async function startServerUnderFault(options: ServerOptions): Promise<ServerUnderFault> {
  await buildBundle(ROOT);
  const port = await freePort();
  const texts: string[] = [];
  let running = await startProcess(options, port, texts);
  const { url } = running;
  const apiKey = options.apiKey ?? /API key\s+(\S+)/.exec(texts.join(""))?.[1];
  if (apiKey === undefined) throw new Error(`the server printed no API key: ${texts.join("")}`);
  const end = async (signal: NodeJS.Signals) => {
    running.child.kill(signal);
    await running.ended;
  };
  return {
    url,
    apiKey,
    pid: () => running.child.pid ?? 0,
    output: () => texts.join(""),
    kill: () => end("SIGKILL"),
    start: async () => {
      running = await startProcess(options, port, texts);
    },
    stop: () => end("SIGTERM"),
  };
}

async function startProcess({ variables, limits }: ServerOptions, port: number, texts: string[]) {
  const command = [process.execPath, bundleOf(ROOT), "serve"];
  const [file = "", ...args] = limits === undefined ? command : ["bash", "-c", `${limits}; exec "$@"`, "-", ...command];
  const child = spawn(file, args, {
    cwd: ROOT,
    env: { PATH: process.env["PATH"], PORT: String(port), TOCSIN_LOG: "warn", ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "close");
  const from = texts.length;
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (text: string) => {
      texts.push(text);
      const found = READY.exec(texts.slice(from).join(""))?.[1];
      // The banner is one piece of text: what it says after the address has come with it.
      if (found !== undefined) resolve(found);
    };
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", hear);
    void ended.then(() => reject(new Error(`the server ended: ${texts.slice(from).join("")}`)));
  });
  return { child, ended, url };
}

/** One that nobody listened on a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("invariant: a listening server has a port");
  return address.port;
}
