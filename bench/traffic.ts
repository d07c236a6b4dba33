import { population } from "../cli/demo/population.ts";
import type { DemoEvent } from "../cli/demo/story.ts";

/** Events of people of their own: no two parts of a benchmark share a user. */
export interface Traffic {
  readonly events: readonly DemoEvent[];
  /**
   * Form bodies, a list a connection. A connection has users of its own and sends their events in the order of time, as an
   * application does: a session goes on, and the events that arrive together are of different users.
   */
  streams(connections: number): readonly (readonly string[])[];
}

export function createTraffic(name: string, users: number, seed: number): Traffic {
  const events = population({ users, seed, now: Date.now() }).map(({ fields, ...event }) => ({
    ...event,
    fields: { ...fields, userName: `${name} ${fields["userName"]}` },
  }));
  return { events, streams: (connections) => streamsOf(events, connections) };
}

function streamsOf(events: readonly DemoEvent[], connections: number): readonly (readonly string[])[] {
  const streams = Array.from({ length: connections }, (): string[] => []);
  const streamOf = new Map<string, number>();
  for (const { fields } of events) {
    const user = fields["userName"] ?? "";
    const stream = streamOf.get(user) ?? streamOf.size % connections;
    streamOf.set(user, stream);
    streams[stream]?.push(new URLSearchParams(fields).toString());
  }
  return streams;
}
