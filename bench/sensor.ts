import { demoFacts } from "../cli/demo/facts.ts";
import { load, type LoadResult } from "./load.ts";
import { eventToScore } from "./event-to-score.ts";
import { quantile } from "./quantile.ts";
import { startServerProcess } from "./server-process.ts";
import { short, table, whole } from "./table.ts";
import { createTraffic, createWarmUp, type Pressing, type Traffic } from "./traffic.ts";
import { waitsBetween, waitsTable, type Waits } from "./waits.ts";

const CONNECTIONS = [1, 16, 64] as const;
/** Events sent one after the other for the latency from event to score. */
const LOW_LOAD_EVENTS = 200;

/**
 * Events a second over HTTP with scoring on, next to an endpoint that only parses, in the same run on the same process;
 * the ratio is what a slow or busy machine does not change.
 */
export async function benchSensor(pressing: Pressing) {
  const { seconds, warmUp, users } = pressing;
  const warming = createWarmUp("warm-up", pressing);
  const names = [...CONNECTIONS.map((connections) => `cell ${connections}`), "low load"];
  const traffic = new Map(names.map((name, index) => [name, createTraffic(name, users, index + 1)]));
  const of = (name: string): Traffic => traffic.get(name) ?? createTraffic(name, 0, 0);
  const events = [...traffic.values()].flatMap((each) => each.events);
  const server = await startServerProcess(demoFacts([...warming.events, ...events]));
  try {
    const press = (path: string, streams: readonly (readonly string[])[], duration: number) =>
      load({ url: `${server.url}${path}`, apiKey: server.apiKey, streams, seconds: duration });
    await press("/sensor/", warming.streams(16), warmUp); // until the code is hot
    const rows: string[][] = [];
    const waits: [string, Waits][] = [];
    for (const connections of CONNECTIONS) {
      const streams = of(`cell ${connections}`).streams(connections);
      const parse = await press("/bench/parse", streams, seconds);
      await server.allJudged();
      const [before, waitsBefore] = [await server.cpu(), await server.waits()];
      const sensor = await press("/sensor/", streams, seconds);
      const ended = performance.now();
      await server.allStored();
      const behind = performance.now() - ended;
      const after = await server.cpu();
      await server.allJudged();
      waits.push([`${connections} connections`, waitsBetween(waitsBefore, await server.waits())]);
      const cpu = [after.server - before.server, after.database - before.database];
      rows.push([
        String(connections),
        ...cells(parse),
        ...cells(sensor),
        whole(behind),
        short(sensor.rate / parse.rate),
        ...[...cpu, sensor.cpu].map((ms) => whole((ms * 1000) / sensor.acknowledged)),
      ]);
    }
    const waitsBefore = await server.waits();
    const latencies = await eventToScore(server, of("low load").events.slice(0, LOW_LOAD_EVENTS));
    return [
      `### Sensor: ${whole(users)} users with ${whole(events.length / traffic.size)} events a cell, ${seconds} s a cell after ${warmUp} s`,
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
          "stored after ms",
          "ratio",
          "server µs/event",
          "database µs/event",
          "generator µs/event",
        ],
        rows,
      ),
      "",
      "From the acknowledgement of a user's first event that no score had seen to the score that had:",
      "",
      waitsTable([...waits, ["one event at a time", waitsBetween(waitsBefore, await server.waits())]]),
      "",
      `From sending to reading the score over the API (one event at a time, ${latencies.length} events): p50 ${short(quantile(latencies, 0.5))} ms, p99 ${short(quantile(latencies, 0.99))} ms.`,
      `Memory of the server afterwards: ${whole(await server.memory())} MB.`,
    ].join("\n");
  } finally {
    await server.stop();
  }
}

const cells = ({ rate, p50, p99, failed }: LoadResult) => [whole(rate), short(p50), short(p99), whole(failed)];
