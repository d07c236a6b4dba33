import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { dryRun, type DRY_RUN_SCOPES, type DryRunAnswer } from "../../api/index.ts";
import { callApi } from "../client/call-api.ts";
import { useApp } from "../shell/use-app.ts";
import { dryRunKey } from "./dry-run-key.ts";
import type { DryRunResult } from "./dry-run-result.ts";

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
  /** Gives up the request; the last result stays. */
  readonly stop: () => void;
}

/** The users asked for in one answer; the table says when there are more. */
const USERS = 1000;

/** A dry-run of the open rule on demand: its answer is kept per file and scope until the next one. */
export function useDryRun({ path, text, rule, scope, moment }: DryRunQuestion): DryRun {
  const app = useApp();
  const queryClient = useQueryClient();
  const queryKey = dryRunKey(app, path, scope, moment);
  const [name, setName] = useState(newName);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey,
    queryFn: async ({ signal }): Promise<DryRunResult> => {
      // invariant: `run` is not offered without a rule
      if (rule === null) throw new Error("no rule to run");
      const run = newName();
      setName(run);
      const body = { source: { path, text }, rule, scope, limit: USERS, run, ...asOf(moment) };
      const answer: DryRunAnswer = await callApi(dryRun, { query: { app }, body }, { signal });
      return { text, answer };
    },
    enabled: false,
    retry: false,
    staleTime: Infinity,
    gcTime: Infinity,
  });
  const run = useCallback(() => {
    if (rule !== null) void refetch();
  }, [rule, refetch]);
  const stop = () => void queryClient.cancelQueries({ queryKey });
  return { result: data, error, running: isFetching, name, run, stop };
}

function asOf(moment: string): { readonly asOf?: string } {
  return moment === "" ? {} : { asOf: new Date(moment).toISOString() };
}

/** Nobody else's: without `randomUUID`, which a studio reached over plain HTTP does not have. */
function newName(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
