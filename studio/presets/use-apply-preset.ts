import { useMutation, useQueryClient } from "@tanstack/react-query";
import { applyPreset } from "../../api/index.ts";
import { callApi } from "../client/call-api.ts";
import { overviewQuery, packQuery, reScoringQuery, settingsQuery } from "../client/queries.ts";

/** Applies a preset by name; weights, scores and queues shown elsewhere are asked for again. */
export function useApplyPreset(app: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (preset: string) => callApi(applyPreset, { query: { app }, body: { preset } }),
    onSuccess: async (settings) => {
      queryClient.setQueryData(settingsQuery(app).queryKey, settings);
      const stale = [packQuery(app).queryKey, overviewQuery(app).queryKey, reScoringQuery(app).queryKey, ["user", app]];
      await Promise.all(stale.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
    },
  });
}
