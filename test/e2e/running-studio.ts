import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildStudio } from "../../scripts/build/studio.js";
import { ROOT } from "../../scripts/root.js";
import { readEnv } from "../../server/env.ts";
import { createLog } from "../../server/log.ts";
import { startServer } from "../../server/start-server.ts";
import { comingBack } from "../coming-back.ts";

export interface RunningStudio {
  readonly origin: string;
  readonly email: string;
  readonly password: string;
  /** Sends one event to the sensor; resolves once it is stored. Fields as the sensor names them. */
  readonly send: (fields: Readonly<Record<string, string>>) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** The real server with the built studio on a free port, over the given (migrated, empty) database; settings by their variables. */
export async function runStudio(
  databaseUrl: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<RunningStudio> {
  await buildStudio(ROOT);
  const dataDir = await mkdtemp(join(tmpdir(), "tocsin-studio-"));
  const env = readEnv(
    { PORT: "0", DATABASE_URL: databaseUrl, TOCSIN_DATA: dataDir, TOCSIN_LOG: "silent", ...variables },
    dataDir,
  );
  const { url: origin, firstStart, stop } = await startServer({ env, root: ROOT, log: createLog(env.logLevel) });
  // invariant: the database was empty
  if (firstStart === null) throw new Error("the installation was not new");
  const { email, password, apiKey } = firstStart;
  return {
    origin,
    email,
    password,
    send: async (fields) => {
      const body = new URLSearchParams(fields);
      const request = { method: "POST", headers: { "Api-Key": apiKey }, body };
      const answer = await comingBack(() => fetch(`${origin}/sensor/`, request));
      if (answer.status !== 200) throw new Error(`the sensor answered ${answer.status}: ${await answer.text()}`);
    },
    stop: async () => {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
