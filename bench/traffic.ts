import { population } from "../cli/demo/population.ts";
import type { DemoEvent } from "../cli/demo/story.ts";

/** Events of people of their own: no two parts of a benchmark share a user. */
export interface Traffic {
  readonly events: readonly DemoEvent[];
  /**
   * Bodies, a list a connection: forms, or what is made of each event's fields. A connection has users of its own and sends their events in the order of time, as an
   * application does: a session goes on, and the events that arrive together are of different users.
   */
  streams(connections: number, bodyOf?: BodyOf): readonly (readonly string[])[];
}

/** How the servers of a benchmark are pressed. */
export interface Pressing {
  /** A cell. */
  readonly seconds: number;
  /** Seconds before the first cell, with events of their own. */
  readonly warmUp: number;
  /** People of a cell. */
  readonly users: number;
}

type BodyOf = (fields: Readonly<Record<string, string>>) => string;

const asForm: BodyOf = (fields) => new URLSearchParams(fields).toString();

export function createTraffic(name: string, users: number, seed: number): Traffic {
  const events = population({ users, seed, now: Date.now() }).map(({ fields, ...event }) => ({
    ...event,
    fields: { ...fields, userName: `${name} ${fields["userName"]}` },
  }));
  return { events, streams: (connections, bodyOf = asForm) => streamsOf(events, connections, bodyOf) };
}

/** Enough of it for the seconds: a cell's people send events for some five of them. */
export function createWarmUp(name: string, { warmUp, users }: Pressing): Traffic {
  return createTraffic(name, users * Math.max(1, Math.ceil(warmUp / 5)), 0);
}

/** A connection has users of its own. */
export function streamsOf(
  events: readonly DemoEvent[],
  connections: number,
  bodyOf: BodyOf = asForm,
): readonly (readonly string[])[] {
  const streams = Array.from({ length: connections }, (): string[] => []);
  const streamOf = new Map<string, number>();
  for (const { fields } of events) {
    const user = fields["userName"] ?? "";
    const stream = streamOf.get(user) ?? streamOf.size % connections;
    streamOf.set(user, stream);
    streams[stream]?.push(bodyOf(fields));
  }
  return streams;
}
