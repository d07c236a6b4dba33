import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { dryRun, type DRY_RUN_SCOPES, type DryRunAnswer } from "../../api/index.ts";
import { callApi } from "../client/call-api.ts";
import { useApp } from "../shell/use-app.ts";
import { dryRunKey } from "./dry-run-key.ts";
import type { DryRunResult } from "./dry-run-result.ts";
import { newRunName } from "./new-run-name.ts";
import { MARKS } from "./play-marks.ts";

export type Scope = (typeof DRY_RUN_SCOPES)[number];

export interface DryRunQuestion {
  readonly path: string;
  /** As it stands in the editor. */
  readonly text: string;
  /** Null when the file declares none. */
  readonly rule: string | null;
  readonly scope: Scope;
  /** A date and time of the reader's zone; empty for now. */
  readonly moment: string;
}

export interface DryRun {
  readonly result: DryRunResult | undefined;
  readonly error: Error | null;
  readonly running: boolean;
  /** Of the question that is asked, to look how far it is. */
  readonly name: string;
  readonly run: () => void;
  /** The text that is, or was last, asked about; null before that. */
  readonly askedText: () => string | null;
  /** Gives up the request; the last result stays. */
  readonly stop: () => void;
  /** Runs again with another weight of the rule in the scores. */
  readonly weigh: (weight: number) => void;
}

/** The users asked for in one answer; the table says when there are more. */
const USERS = 1000;

/** A dry-run of the open rule on demand: its answer is kept per file and scope until the next one. */
export function useDryRun({ path, text, rule, scope, moment }: DryRunQuestion): DryRun {
  const app = useApp();
  const queryClient = useQueryClient();
  const queryKey = dryRunKey(app, path, scope, moment);
  const weight = useRef<number | null>(null);
  const asked = useRef<string | null>(null);
  const [name, setName] = useState(newRunName);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey,
    queryFn: async ({ signal }): Promise<DryRunResult> => {
      // invariant: `run` is not offered without a rule
      if (rule === null) throw new Error("no rule to run");
      const run = newRunName();
      asked.current = text;
      setName(run);
      const weighed = weight.current === null ? {} : { weight: weight.current };
      const body = { source: { path, text }, rule, scope, limit: USERS, run, ...asOf(moment), ...weighed };
      const ask = (details: boolean): Promise<DryRunAnswer> =>
        callApi(dryRun, { query: { app }, body: { ...body, details } }, { signal });
      // The rate is what one waits for. Of everybody the question is long: it is not asked twice.
      if (scope === "sample") {
        const rate = await ask(false);
        if (rate.kind === "refused") return { text, answer: rate, whole: true };
        queryClient.setQueryData<DryRunResult>(queryKey, { text, answer: rate, whole: false });
      }
      return { text, answer: await ask(true), whole: true };
    },
    enabled: false,
    retry: false,
    staleTime: Infinity,
    gcTime: Infinity,
  });
  const run = useCallback(() => {
    if (rule === null) return;
    performance.mark(MARKS.play);
    void refetch();
  }, [rule, refetch]);
  const weigh = useCallback(
    (next: number) => {
      weight.current = next;
      run();
    },
    [run],
  );
  const stop = () => void queryClient.cancelQueries({ queryKey });
  return { result: data, error, running: isFetching, name, run, stop, weigh, askedText: () => asked.current };
}

function asOf(moment: string): { readonly asOf?: string } {
  return moment === "" ? {} : { asOf: new Date(moment).toISOString() };
}
