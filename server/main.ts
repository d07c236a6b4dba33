import { fileURLToPath } from "node:url";
import { readEnv } from "./env.ts";
import { runServer, startFailure } from "./run-server.ts";

// The same from `server/` and from the bundle in `dist/`.
const root = fileURLToPath(new URL("..", import.meta.url));

const stop = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stop.abort());

try {
  const env = readEnv(process.env, process.cwd());
  await runServer({ env, root, write: (text) => void process.stdout.write(text), signal: stop.signal });
} catch (error) {
  const sentence = startFailure(error);
  if (sentence === undefined) throw error;
  process.stderr.write(`tocsin: ${sentence}\n`);
  process.exitCode = 1;
}
