import { demoFacts } from "../cli/demo/facts.ts";
import { population } from "../cli/demo/population.ts";
import { load, type LoadResult } from "./load.ts";
import { eventToScore } from "./event-to-score.ts";
import { quantile } from "./quantile.ts";
import { startServerProcess } from "./server-process.ts";
import { short, table, whole } from "./table.ts";

const CONNECTIONS = [1, 16, 64] as const;
/** Events sent one after the other for the latency from event to score. */
const LOW_LOAD_EVENTS = 200;

/**
 * Events a second over HTTP with scoring on, next to an endpoint that only parses, in the same run on the same process;
 * the ratio is what a slow or busy machine does not change.
 */
export async function benchSensor({ seconds, users }: { readonly seconds: number; readonly users: number }) {
  const events = population({ users, seed: 7, now: Date.now() });
  const bodies = events.map(({ fields }) => new URLSearchParams(fields).toString());
  const server = await startServerProcess(demoFacts(events));
  try {
    const press = (path: string, connections: number, duration: number) =>
      load({ url: `${server.url}${path}`, apiKey: server.apiKey, bodies, connections, seconds: duration });
    await press("/sensor/", 16, Math.min(seconds, 5)); // until the code is hot and the users are known
    const rows: string[][] = [];
    for (const connections of CONNECTIONS) {
      const parse = await press("/bench/parse", connections, seconds);
      const before = await server.cpu();
      const sensor = await press("/sensor/", connections, seconds);
      const after = await server.cpu();
      const cpu = [after.server - before.server, after.database - before.database];
      rows.push([
        String(connections),
        ...cells(parse),
        ...cells(sensor),
        short(sensor.rate / parse.rate),
        ...cpu.map((ms) => whole((ms * 1000) / sensor.acknowledged)),
      ]);
    }
    const latencies = await eventToScore(server, events.slice(0, LOW_LOAD_EVENTS));
    return [
      `### Sensor: ${whole(bodies.length)} different events of ${whole(users)} users, ${seconds} s a cell`,
      "",
      table(
        [
          "connections",
          "parse only/s",
          "p50 ms",
          "p99 ms",
          "failed",
          "sensor/s",
          "p50 ms",
          "p99 ms",
          "failed",
          "ratio",
          "server µs/event",
          "database µs/event",
        ],
        rows,
      ),
      "",
      `Event to score at low load (one event at a time, ${latencies.length} events): p50 ${short(quantile(latencies, 0.5))} ms, p99 ${short(quantile(latencies, 0.99))} ms.`,
      `Memory of the server afterwards: ${whole(await server.memory())} MB.`,
    ].join("\n");
  } finally {
    await server.stop();
  }
}

const cells = ({ rate, p50, p99, failed }: LoadResult) => [whole(rate), short(p50), short(p99), whole(failed)];
