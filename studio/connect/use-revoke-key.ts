import { useMutation, useQueryClient } from "@tanstack/react-query";
import { revokeKey } from "../../api/index.ts";
import { callApi } from "../client/call-api.ts";
import { keysQuery } from "../client/queries.ts";

/** Revokes a key by its id. */
export function useRevokeKey(app: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => callApi(revokeKey, { params: { id }, query: { app } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keysQuery(app).queryKey }),
  });
}
