import { useMutation } from "@tanstack/react-query";
import { suggestRuleTests } from "../../api/index.ts";
import { callApi } from "../client/call-api.ts";

/** Tests for thresholds without one, looked for when asked; accepting one leaves the others. */
export function useSuggestions() {
  return useMutation({
    mutationFn: (source: { readonly path: string; readonly text: string }) =>
      callApi(suggestRuleTests, { body: { source } }),
  });
}
