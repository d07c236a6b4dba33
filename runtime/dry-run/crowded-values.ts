import type { PoolClient } from "pg";
import { reach, type Plan } from "../../compiler/index.ts";
import { isPeerSource, sharedBy } from "../../dsl/types/row-words.ts";
import type { PeerSource, SharedThing } from "../../dsl/types/sources.ts";
import { crowdedValues } from "../context/stored-peers.ts";
import { judgedUsers, moment, type Population } from "../context/stored-relations.ts";
import { compileRaw, type Store } from "../db/store.ts";

/** Shared values of which the rules saw only the users of the newest use. */
export interface CrowdedValues {
  readonly by: SharedThing;
  readonly values: number;
}

interface CrowdsOptions {
  readonly appId: number;
  readonly rules: readonly string[];
  /** Milliseconds. */
  readonly asOf: number;
}

export type Crowds = ReturnType<typeof createCrowds>;

/** Collects, population by population, the values of the judged users that reach the cap, for the peers that these rules ask about. */
export function createCrowds(store: Store, plan: Plan, { appId, rules, asOf }: CrowdsOptions) {
  const asked = reach(plan, { rules }).aggregates.map(({ source }) => source);
  const crowds = new Map<PeerSource, Set<string>>(asked.filter(isPeerSource).map((source) => [source, new Set()]));
  return {
    add: async (client: PoolClient, population: Population): Promise<void> => {
      for (const [source, known] of crowds) {
        const users = judgedUsers(appId, population, asOf);
        const query = compileRaw(store, crowdedValues({ source, asOf: moment(asOf), users }));
        const { rows } = await client.query<{ value: string }>(query.sql, [...query.parameters]);
        for (const { value } of rows) known.add(value);
      }
    },
    found: (): readonly CrowdedValues[] =>
      [...crowds].flatMap(([source, { size }]) => {
        const by = sharedBy(source);
        return by === null || size === 0 ? [] : [{ by, values: size }];
      }),
  };
}
