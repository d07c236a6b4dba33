import { useMutation, useQueryClient } from "@tanstack/react-query";
import { limitKey } from "../../api/index.ts";
import { callApi } from "../client/call-api.ts";
import { keysQuery } from "../client/queries.ts";
import type { SentLimit } from "./limit-choice.ts";

/** Gives a key another limit. */
export function useLimitKey(app: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, limit }: { readonly id: number; readonly limit: SentLimit }) =>
      callApi(limitKey, { params: { id }, query: { app }, body: limit }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keysQuery(app).queryKey }),
  });
}
