import { setTimeout as sleep } from "node:timers/promises";
import { demoFacts } from "../cli/demo/facts.ts";
import type { DemoEvent } from "../cli/demo/story.ts";
import { load } from "./load.ts";
import { startServerProcess, type ServerProcess } from "./server-process.ts";
import { short, table, whole } from "./table.ts";
import { createTraffic, streamsOf } from "./traffic.ts";
import { waitsBetween } from "./waits.ts";

const CONNECTIONS = 64;
/** People of one press: their bodies are in memory together. */
const PEOPLE_A_PRESS = 5000;
/** Beyond any press: it ends when all is sent. */
const LONGEST_PRESS_S = 600;
const LOOK_EVERY_MS = 100;

export interface VolumeOptions {
  readonly events: number;
  readonly people: number;
}

/**
 * What many events of many people cost: memory of the server while it takes them, room in the database afterwards, and what an event costs
 * while there are few people and while there are many.
 */
export async function benchVolume({ events, people }: VolumeOptions) {
  const aPerson = Math.ceil(events / people);
  const server = await startServerProcess(demoFacts([]));
  const memory = watch(server);
  try {
    const before = await server.databaseSize();
    const presses: string[][] = [];
    let sent = 0;
    let failed = 0;
    let pressed = 0;
    for (let from = 0; from < people; from += PEOPLE_A_PRESS) {
      const count = Math.min(PEOPLE_A_PRESS, people - from);
      const own = atMost(aPerson, createTraffic(`volume ${from}`, count, from).events);
      const [cpuBefore, waitsBefore] = [await server.cpu(), await server.waits()];
      const started = performance.now();
      const result = await load({
        url: `${server.url}/sensor/`,
        apiKey: server.apiKey,
        streams: streamsOf(own, CONNECTIONS),
        seconds: LONGEST_PRESS_S,
      });
      const elapsed = performance.now() - started;
      await server.allStored();
      const [cpu, waits] = [await server.cpu(), waitsBetween(waitsBefore, await server.waits())];
      presses.push([
        whole(from + count),
        whole(result.rate),
        short(result.p50),
        short(result.p99),
        ...[cpu.server - cpuBefore.server, cpu.database - cpuBefore.database].map((ms) =>
          whole((ms * 1000) / result.acknowledged),
        ),
        whole(waits.count),
        `${short((100 * (waits.within.get(1) ?? 0)) / waits.count)} %`,
      ]);
      pressed += elapsed;
      sent += result.acknowledged;
      failed += result.failed;
    }
    const ended = performance.now();
    await server.allJudged();
    const judgedAfter = performance.now() - ended;
    const after = await server.databaseSize();
    const { highest, last } = await memory.stop();
    const grown = after.tables.map(({ name, bytes }) => [name, whole(bytes / 1e6), short(bytes / sent)]);
    return [
      `### Volume: ${whole(sent)} events of ${whole(people)} people, ${whole(failed)} failed, ${whole((sent * 1000) / pressed)} events/s`,
      "",
      table(
        ["people", "events/s", "p50 ms", "p99 ms", "server µs/event", "database µs/event", "scores", "within 1 s"],
        presses,
      ),
      "",
      `All judged ${whole(judgedAfter / 1000)} s after the last event. Memory of the server: at most ${whole(highest)} MB, ${whole(last)} MB once all were judged. Database: ${whole((after.bytes - before.bytes) / 1e6)} MB more,`,
      `${whole((after.bytes - before.bytes) / sent)} bytes an event, indexes included:`,
      "",
      table(["table", "MB", "bytes an event"], grown),
    ].join("\n");
  } finally {
    await memory.stop();
    await server.stop();
  }
}

/** Of each person only the newest events. */
function atMost(count: number, events: readonly DemoEvent[]): readonly DemoEvent[] {
  const left = new Map<string, number>();
  const kept = events.toReversed().filter(({ fields }) => {
    const user = fields["userName"] ?? "";
    const room = left.get(user) ?? count;
    left.set(user, room - 1);
    return room > 0;
  });
  return kept.toReversed();
}

function watch(server: ServerProcess) {
  let highest = 0;
  let last = 0;
  let watching = true;
  const look = async () => {
    while (watching) {
      last = await server.memory();
      highest = Math.max(highest, last);
      await sleep(LOOK_EVERY_MS);
    }
  };
  const looking = look();
  return {
    stop: async () => {
      watching = false;
      await looking;
      return { highest, last };
    },
  };
}
