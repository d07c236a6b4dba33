import { setTimeout as sleep } from "node:timers/promises";
import { demoFacts } from "../cli/demo/facts.ts";
import type { DemoEvent } from "../cli/demo/story.ts";
import { load } from "./load.ts";
import { startServerProcess, type ServerProcess } from "./server-process.ts";
import { short, table, whole } from "./table.ts";
import { createTraffic, streamsOf } from "./traffic.ts";

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

/** What many events of many people cost: memory of the server while it takes them, and room in the database afterwards. */
export async function benchVolume({ events, people }: VolumeOptions) {
  const aPerson = Math.ceil(events / people);
  const server = await startServerProcess(demoFacts([]));
  const memory = watch(server);
  try {
    const before = await server.databaseSize();
    let sent = 0;
    let failed = 0;
    let pressed = 0;
    for (let from = 0; from < people; from += PEOPLE_A_PRESS) {
      const count = Math.min(PEOPLE_A_PRESS, people - from);
      const own = atMost(aPerson, createTraffic(`volume ${from}`, count, from).events);
      const started = performance.now();
      const result = await load({
        url: `${server.url}/sensor/`,
        apiKey: server.apiKey,
        streams: streamsOf(own, CONNECTIONS),
        seconds: LONGEST_PRESS_S,
      });
      pressed += performance.now() - started;
      sent += result.acknowledged;
      failed += result.failed;
    }
    await server.allJudged();
    const after = await server.databaseSize();
    const { highest, last } = await memory.stop();
    const grown = after.tables.map(({ name, bytes }) => [name, whole(bytes / 1e6), short(bytes / sent)]);
    return [
      `### Volume: ${whole(sent)} events of ${whole(people)} people, ${whole(failed)} failed, ${whole((sent * 1000) / pressed)} events/s`,
      "",
      `Memory of the server: at most ${whole(highest)} MB, ${whole(last)} MB once all were judged. Database: ${whole((after.bytes - before.bytes) / 1e6)} MB more,`,
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
