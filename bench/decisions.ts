import { demoFacts } from "../cli/demo/facts.ts";
import { load } from "./load.ts";
import { startServerProcess } from "./server-process.ts";
import { short, table, whole } from "./table.ts";
import { createTraffic, createWarmUp, type Pressing, type Traffic } from "./traffic.ts";

interface Load {
  readonly connections: number;
  /** Requests a second; null when each connection asks again as soon as it is answered. */
  readonly rate: number | null;
  /** Events a second that the sensor takes meanwhile, over as many connections; none when not given. */
  readonly beside?: number;
}

const LOADS: readonly Load[] = [
  { connections: 1, rate: null },
  { connections: 16, rate: 100 },
  { connections: 16, rate: 200 },
  { connections: 16, rate: 400 },
  { connections: 16, rate: null },
  { connections: 16, rate: 50, beside: 500 },
];

const nameOf = ({ connections, rate, beside = 0 }: Load) => `${connections} ${rate ?? "at once"} ${beside}`;

/** From an event to the verdict on its user, which counts it: one event a request, each stored and judged before the answer. */
export async function benchDecisions(pressing: Pressing) {
  const { seconds, warmUp, users } = pressing;
  const warming = createWarmUp("decided warm-up", pressing);
  const cells = LOADS.map(
    (one, index) => [nameOf(one), createTraffic(`decided ${nameOf(one)}`, users, index + 1)] as const,
  );
  const beside = createTraffic("beside", users * 2, LOADS.length + 1);
  const traffic = new Map<string, Traffic>([["warm-up", warming], ["beside", beside], ...cells]);
  const of = (name: string): Traffic => traffic.get(name) ?? createTraffic(name, 0, 0);
  const server = await startServerProcess(demoFacts([...traffic.values()].flatMap(({ events }) => events)));
  try {
    const press = (name: string, { connections, rate }: Load, duration: number) =>
      load({
        ...(rate === null ? {} : { rate }),
        url: `${server.url}/api/v1/events?decide=true`,
        apiKey: server.apiKey,
        contentType: "application/json",
        streams: of(name).streams(connections, asRequest),
        seconds: duration,
      });
    await press("warm-up", { connections: 16, rate: null }, warmUp); // until the code is hot
    const pressSensor = async ({ connections, beside }: Load): Promise<number> => {
      if (beside === undefined) return 0;
      const target = { url: `${server.url}/sensor/`, apiKey: server.apiKey };
      const streams = of("beside").streams(connections);
      return (await load({ ...target, streams, seconds, rate: beside })).acknowledged;
    };
    const rows: string[][] = [];
    for (const one of LOADS) {
      await server.allStored();
      await server.allJudged();
      const before = await server.cpu();
      const [{ rate, p50, p99, failed, acknowledged }, others] = await Promise.all([
        press(nameOf(one), one, seconds),
        pressSensor(one),
      ]);
      const after = await server.cpu();
      const cpu = [after.server - before.server, after.database - before.database];
      rows.push([
        String(one.connections),
        one.rate === null ? "as fast as answered" : whole(one.rate),
        whole(others / seconds),
        whole(rate),
        short(p50),
        short(p99),
        whole(failed),
        ...cpu.map((ms) => whole((ms * 1000) / (acknowledged + others))),
      ]);
    }
    return [
      `### Decisions: one event a request, stored and judged before the answer, ${seconds} s a cell after ${warmUp} s`,
      "",
      table(
        [
          "connections",
          "asked/s",
          "sensor/s beside",
          "decisions/s",
          "p50 ms",
          "p99 ms",
          "failed",
          "server µs/event",
          "database µs/event",
        ],
        rows,
      ),
    ].join("\n");
  } finally {
    await server.stop();
  }
}

const SENT_AS_TEXT = ["eventTime", "userCreated"] as const;

/** The sensor's fields as the API of events takes them. */
function asRequest(fields: Readonly<Record<string, string>>): string {
  const given = Object.entries(fields).filter(([, value]) => value !== "");
  const event: Record<string, unknown> = Object.fromEntries(given);
  for (const name of SENT_AS_TEXT)
    if (typeof event[name] === "string") event[name] = `${event[name].replace(" ", "T")}Z`;
  if (typeof event["httpCode"] === "string") event["httpCode"] = Number(event["httpCode"]);
  for (const name of ["payload", "fieldHistory"])
    if (typeof event[name] === "string") event[name] = JSON.parse(event[name]) as unknown;
  return JSON.stringify({ events: [event] });
}
