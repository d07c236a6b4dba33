import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { explainSource, type ExplainAnswer } from "../../api/index.ts";
import { callApi } from "../client/call-api.ts";
import { useApp } from "../shell/use-app.ts";

export interface ExplanationQuestion {
  readonly path: string;
  /** As it stands in the editor. */
  readonly text: string;
  /** Null when the file declares none. */
  readonly rule: string | null;
  /** Null before anybody is chosen. */
  readonly user: string | null;
  /** A date and time of the reader's zone; empty for now. */
  readonly moment: string;
}

/** Typing is not explained letter by letter. */
const PAUSE_MS = 400;

/** Why the rule of the editor matches a user; follows the text. */
export function useExplanation({ path, text, rule, user, moment }: ExplanationQuestion) {
  const app = useApp();
  const [asked] = useDebouncedValue(text, PAUSE_MS);
  return useQuery({
    queryKey: ["explain", app, path, rule, user, moment, asked],
    queryFn: ({ signal }): Promise<ExplainAnswer> => {
      // invariant: it is not enabled without them
      if (rule === null || user === null) throw new Error("nothing to explain");
      const asOf = moment === "" ? {} : { asOf: new Date(moment).toISOString() };
      const body = { rule, source: { path, text: asked }, ...asOf };
      return callApi(explainSource, { params: { name: user }, query: { app }, body }, { signal });
    },
    enabled: rule !== null && user !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
}
