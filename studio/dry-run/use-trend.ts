import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { dryRunTrend, type DryRunTrendAnswer } from "../../api/index.ts";
import { callApi } from "../client/call-api.ts";
import { useApp } from "../shell/use-app.ts";
import { newRunName } from "./new-run-name.ts";

export interface TrendQuestion {
  readonly path: string;
  /** As it stands in the editor. */
  readonly text: string;
  readonly rule: string;
}

export const TREND_WEEKS = 8;

/** The match rate of the last weeks on demand; its answer is kept per file until the next one. */
export function useTrend({ path, text, rule }: TrendQuestion) {
  const app = useApp();
  const queryClient = useQueryClient();
  const queryKey = ["dry-run-trend", app, path];
  const [name, setName] = useState(newRunName);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey,
    queryFn: async ({ signal }): Promise<{ readonly text: string; readonly answer: DryRunTrendAnswer }> => {
      const run = newRunName();
      setName(run);
      const body = { source: { path, text }, rule, weeks: TREND_WEEKS, run };
      return { text, answer: await callApi(dryRunTrend, { query: { app }, body }, { signal }) };
    },
    enabled: false,
    retry: false,
    staleTime: Infinity,
    gcTime: Infinity,
  });
  return {
    result: data,
    error,
    running: isFetching,
    name,
    run: () => void refetch(),
    stop: () => void queryClient.cancelQueries({ queryKey }),
  };
}
