import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { simulate, type SIMULATE_SCOPES, type Simulation, type Thresholds } from "../../api/index.ts";
import { callApi } from "../client/call-api.ts";

/** The first part of the keys. */
export const SIMULATION = "simulation";

export interface SimulationQuestion {
  readonly weights: Readonly<Record<string, number>>;
  readonly thresholds: Thresholds;
  readonly scope: (typeof SIMULATE_SCOPES)[number];
  /** Users to name of each move. */
  readonly named: number;
  /** To look how far judging everybody is. */
  readonly run?: string;
}

/** An answer with the thresholds that it was asked with. */
export interface Simulated {
  readonly answer: Simulation;
  readonly asked: Thresholds;
}

/** What would become of the users? A question that nobody waits for any more is cancelled. */
export const simulationQuery = (app: string, { weights, thresholds, scope, named, run }: SimulationQuestion) =>
  queryOptions({
    queryKey: [SIMULATION, app, weights, thresholds, scope, named],
    queryFn: async ({ signal }): Promise<Simulated> => {
      const body = { weights, thresholds, scope, named, ...(run !== undefined && { run }) };
      return { answer: await callApi(simulate, { query: { app }, body }, { signal }), asked: thresholds };
    },
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry: false,
  });
