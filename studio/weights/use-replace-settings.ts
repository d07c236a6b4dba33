import { useMutation, useQueryClient } from "@tanstack/react-query";
import { replaceSettings, type ReplaceSettings } from "../../api/index.ts";
import { isApiError } from "../client/api-error.ts";
import { callApi } from "../client/call-api.ts";
import { overviewQuery, packQuery, reScoringQuery, settingsQuery } from "../client/queries.ts";
import { SIMULATION } from "./simulation-query.ts";

/** Replaces weights and thresholds; what is shown of them elsewhere is asked for again, also when somebody else was first. */
export function useReplaceSettings(app: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: ReplaceSettings) => callApi(replaceSettings, { query: { app }, body }),
    onSuccess: async (settings) => {
      queryClient.setQueryData(settingsQuery(app).queryKey, settings);
      const stale = [
        packQuery(app).queryKey,
        overviewQuery(app).queryKey,
        reScoringQuery(app).queryKey,
        ["user", app],
        [SIMULATION, app],
      ];
      await Promise.all(stale.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
    },
    onError: async (error) => {
      if (isApiError(error, "conflict")) await queryClient.invalidateQueries({ queryKey: settingsQuery(app).queryKey });
    },
  });
}
