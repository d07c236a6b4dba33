import { fileURLToPath } from "node:url";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { comingBack } from "../../test/coming-back.ts";
import { testDatabase, type TestDatabase } from "../../test/database/test-database.ts";
import { readEnv } from "../env.ts";
import type { FirstStart } from "../first-start.ts";
import { createLog } from "../log.ts";
import { startServer, type RunningServer } from "../start-server.ts";
import type { DatabaseGate } from "../../test/database/database-gate.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly json: unknown;
}

export interface ServerTester {
  readonly database: TestDatabase;
  readonly server: () => RunningServer;
  readonly first: () => FirstStart;
  /** Lines of the log so far. */
  readonly log: () => string;
  send(method: string, path: string, options?: SendOptions): Promise<Answer>;
  /** An event as a form, with the first key. */
  sendEvent(fields: Readonly<Record<string, string>>, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** For another server of the same installation, with a data folder of its own. */
  copySecretTo(dataDir: string): Promise<void>;
  /** Signs the first operator in and returns the cookie to send back. */
  signIn(): Promise<string>;
}

export interface SendOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookie?: string;
  /** Sent as JSON. */
  readonly json?: unknown;
  readonly body?: string;
}

/**
 * A whole server on a free loopback port, on this file's own PostgreSQL database; started before its tests. It reaches the
 * database through the gate, if there is one.
 */
export function serverTester(env: Readonly<Record<string, string>> = {}, gate?: DatabaseGate): ServerTester {
  const database = testDatabase();
  const lines: string[] = [];
  let opened: { readonly server: RunningServer; readonly folder: string } | undefined;

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), "tocsin-server-"));
    const url = await (gate?.open(database.url()) ?? database.url());
    const settings = { PORT: "0", DATABASE_URL: url, TOCSIN_DATA: folder, TOCSIN_SHUTDOWN_NOTICE: "0", ...env };
    const read = readEnv(settings, folder);
    const log = createLog(read.logLevel, { write: (line) => void lines.push(line) });
    opened = { folder, server: await startServer({ env: read, root: ROOT, log }) };
  });
  afterAll(async () => {
    await opened?.server.stop();
    await gate?.shut();
    if (opened !== undefined) await rm(opened.folder, { recursive: true, force: true });
  });

  const server = (): RunningServer => {
    if (opened === undefined) throw new Error("the server can only be used inside hooks and tests");
    return opened.server;
  };
  const first = (): FirstStart => {
    const { firstStart } = server();
    if (firstStart === null) throw new Error("this was not the first start");
    return firstStart;
  };
  const send: ServerTester["send"] = async (method, path, { headers = {}, cookie, json, body } = {}) => {
    const request = {
      method,
      headers: {
        ...(json === undefined ? {} : { "content-type": "application/json" }),
        ...(cookie === undefined ? {} : { cookie }),
        ...headers,
      },
      ...(json === undefined ? (body === undefined ? {} : { body }) : { body: JSON.stringify(json) }),
    };
    const answer = await comingBack(() => fetch(server().url + path, request));
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, json: jsonOf(text) };
  };
  return {
    database,
    server,
    first,
    log: () => lines.join(""),
    send,
    sendEvent: (fields, headers = {}) =>
      send("POST", "/sensor/", {
        headers: { "api-key": first().apiKey, "content-type": "application/x-www-form-urlencoded", ...headers },
        body: new URLSearchParams(fields).toString(),
      }),
    copySecretTo: (dataDir) => copyFile(join(opened?.folder ?? "", "secret"), join(dataDir, "secret")),
    signIn: async () => {
      const { email, password } = first();
      const { headers } = await send("POST", "/api/v1/session", { json: { email, password } });
      return (headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
