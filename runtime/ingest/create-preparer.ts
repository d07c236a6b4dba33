import type { Installation } from "../db/installation.ts";
import type { Store } from "../db/store.ts";
import type { FactsProvider } from "../enrichment/facts.ts";
import type { Accepted } from "./accepted-event.ts";
import { createAppZones } from "./app-zones.ts";
import type { RequestOrigin } from "./ingest-types.ts";
import { createLocalHours } from "./local-hour.ts";
import { prepareEvent, type PreparedEvent } from "./prepared-event.ts";

export interface Preparer {
  /**
   * Resolves when events of the app can be prepared.
   * @throws the database's error.
   */
  ready(appId: number): Promise<void>;
  /** `eventId` is of an event that has one. */
  prepare(origin: RequestOrigin, accepted: Accepted, eventId?: string): PreparedEvent;
}

export interface PreparerOptions {
  readonly store: Store;
  readonly installation: Installation;
  readonly facts: FactsProvider;
  readonly nextId: () => string;
}

/** Gives events their ids, and what is known of what they name. */
export function createPreparer({ store, installation: { ids }, facts, nextId }: PreparerOptions): Preparer {
  const zones = createAppZones(store);
  const hourIn = createLocalHours();
  const localHour = (appId: number, time: number) => hourIn(zones.of(appId), time);
  return {
    ready: (appId) => zones.load(appId),
    prepare: (origin, accepted, eventId = nextId()) =>
      prepareEvent(origin, accepted, eventId, { ids, facts, localHour }),
  };
}
