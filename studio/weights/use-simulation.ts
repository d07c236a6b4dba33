import { useDebouncedValue } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { SIMULATE_SCOPES, Settings } from "../../api/index.ts";
import type { Draft } from "./draft.ts";
import { simulationQuery, type Simulated } from "./simulation-query.ts";

/** As often as a slider's moves are asked about. */
const DEBOUNCE_MS = 150;

export interface LiveSimulation {
  readonly simulated: Simulated | undefined;
  readonly error: Error | null;
  /** The answer shown is not yet that of the present weights. */
  readonly isPending: boolean;
  /** While everybody is judged: the name of the question, to look how far it is. */
  readonly judgingRun: string | null;
  readonly scope: (typeof SIMULATE_SCOPES)[number];
  readonly judgeAll: () => void;
  readonly stop: () => void;
  readonly retry: () => void;
}

/**
 * What the draft's weights make of everybody, asked again a moment after the last change. The thresholds asked with are the stored ones:
 * others are read off the histogram. Judging everybody is for these weights, and over with the next.
 */
export function useSimulation(app: string, stored: Settings, draft: Draft): LiveSimulation {
  const queryClient = useQueryClient();
  const [weights] = useDebouncedValue(draft.weights, DEBOUNCE_MS);
  const [judged, setJudged] = useState<{ readonly weights: Draft["weights"]; readonly run: string } | null>(null);
  const run = judged?.weights === weights ? judged.run : null;
  const question = { weights, thresholds: stored.thresholds, named: 0 };
  const query = simulationQuery(
    app,
    run === null ? { ...question, scope: "sample" } : { ...question, scope: "all", run },
  );
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery(query);
  return {
    simulated: data,
    error,
    isPending: isPlaceholderData || weights !== draft.weights,
    judgingRun: isFetching ? run : null,
    scope: run === null ? "sample" : "all",
    judgeAll: () => setJudged({ weights, run: newName() }),
    stop: () => {
      void queryClient.cancelQueries({ queryKey: query.queryKey });
      setJudged(null);
    },
    retry: () => void refetch(),
  };
}

/** Nobody else's: without `randomUUID`, which a studio reached over plain HTTP does not have. */
function newName(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
