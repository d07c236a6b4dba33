import { useMutation, useQueryClient } from "@tanstack/react-query";
import { setRetention } from "../../api/index.ts";
import { callApi } from "../client/call-api.ts";
import { retentionQuery } from "../client/queries.ts";

/** Sets for how many weeks an app's events are kept; 0 keeps them for good. */
export function useSetRetention(app: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (weeks: number) => callApi(setRetention, { query: { app }, body: { weeks } }),
    onSuccess: (after) => queryClient.setQueryData(retentionQuery(app).queryKey, after),
  });
}
