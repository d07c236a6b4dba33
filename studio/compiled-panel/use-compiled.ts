import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { compileRule, queryPlan, type CompileAnswer } from "../../api/index.ts";
import { callApi } from "../client/call-api.ts";
import { useApp } from "../shell/use-app.ts";

/** A pause in typing. */
const PAUSE_MS = 400;

export interface CompiledQuestion {
  readonly path: string;
  /** As it stands in the editor. */
  readonly text: string;
  readonly rule: string;
}

/** What the text in the editor compiles to, asked again after a pause in typing; a stale question is given up. */
export function useCompiled({ path, text, rule }: CompiledQuestion) {
  const app = useApp();
  const [settled] = useDebouncedValue(text, PAUSE_MS);
  return useQuery({
    queryKey: ["compiled", app, path, rule, settled],
    queryFn: async ({ signal }): Promise<{ readonly text: string; readonly answer: CompileAnswer }> => {
      const body = { source: { path, text: settled }, rule };
      return { text: settled, answer: await callApi(compileRule, { query: { app }, body }, { signal }) };
    },
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 60_000,
  });
}

/** Asks PostgreSQL how it would ask the rule, or did. */
export function useQueryPlan({ path, text, rule }: CompiledQuestion) {
  const app = useApp();
  return useMutation({
    mutationFn: (run: boolean) => callApi(queryPlan, { query: { app }, body: { source: { path, text }, rule, run } }),
  });
}
