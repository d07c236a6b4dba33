import { startEmbeddedPostgres } from "../start.ts";
import { silentLog } from "../../start-log.ts";

/*
 * A process that uses an embedded server until it is told to end, as the HTTP server does. Started by the tests, which
 * end it in every way a process can end. Argument: the data folder. Prints one line of JSON when the server runs.
 */
const [dataDir = ""] = process.argv.slice(2);
const server = await startEmbeddedPostgres({ dataDir, log: silentLog });
const keepAlive = setInterval(() => undefined, 60_000);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    clearInterval(keepAlive);
    void server.stop();
  });
}

process.stdout.write(`${JSON.stringify({ pid: server.pid, origin: server.origin })}\n`);
