import { useQuery } from "@tanstack/react-query";
import { useEffect, type RefObject } from "react";
import { conditionRates } from "../../api/index.ts";
import { callApi } from "../client/call-api.ts";
import type { RuleEditorHandle } from "../editor/rule-editor.tsx";
import { useApp } from "../shell/use-app.ts";
import { text as words } from "../text/text.ts";
import type { DryRunResult } from "./dry-run-result.ts";
import { rateMarks } from "./rate-marks.ts";

export interface ConditionRatesQuestion {
  readonly path: string;
  /** As it stands in the editor. */
  readonly text: string;
  /** Null when the file declares none. */
  readonly rule: string | null;
  /** Asked after it, and about its text: what is typed after a dry-run is not asked about by itself. */
  readonly result: DryRunResult | undefined;
  readonly editor: RefObject<RuleEditorHandle | null>;
}

/** Writes beside each condition of the rule what share of the users it is true of, after a dry-run of the same text. */
export function useConditionRates({ path, text, rule, result, editor }: ConditionRatesQuestion): void {
  const app = useApp();
  const asked = result?.whole === true && result.answer.kind === "judged" ? result : undefined;
  const { data } = useQuery({
    queryKey: ["condition-rates", app, path, rule, asked?.text],
    queryFn: ({ signal }) => {
      // invariant: it is not asked without both
      if (asked === undefined || rule === null) throw new Error("nothing to ask");
      const body = { source: { path, text: asked.text }, rule };
      return callApi(conditionRates, { query: { app }, body }, { signal });
    },
    enabled: asked !== undefined && rule !== null,
    retry: false,
    staleTime: 60_000,
    gcTime: 60_000,
  });
  const isOfThisText = asked !== undefined && asked.text === text;
  useEffect(() => {
    const handle = editor.current;
    const marks = data?.kind === "rates" && isOfThisText ? rateMarks(data, text, words.dryRun.conditionRate) : [];
    handle?.mark("condition-rates", marks);
    return () => handle?.mark("condition-rates", []);
  }, [data, isOfThisText, text, editor]);
}
