import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { runRuleTests, type RunTestsAnswer } from "../../api/index.ts";
import { callApi } from "../client/call-api.ts";

export interface RuleTests {
  readonly answer: RunTestsAnswer | undefined;
  /** The answer is of this text. */
  readonly text: string | undefined;
  readonly error: Error | null;
  readonly running: boolean;
  readonly run: () => void;
}

/** A pause of that length is one in which somebody looks up. */
const PAUSE_MS = 700;

/** The results of a file's tests as it stands in the editor, asked anew after a pause in typing; a question that is out of date is given up. */
export function useRuleTests(path: string, text: string): RuleTests {
  const [settled] = useDebouncedValue(text, PAUSE_MS);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ["rule-tests", path, settled],
    queryFn: async ({ signal }) => ({
      text: settled,
      answer: await callApi(runRuleTests, { body: { source: { path, text: settled } } }, { signal }),
    }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
    // Two questions at once are refused while others ask: that passes.
    retry: 2,
  });
  const run = useCallback(() => void refetch(), [refetch]);
  return { answer: data?.answer, text: data?.text, error, running: isFetching, run };
}
