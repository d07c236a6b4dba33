import { useMutation, useQueryClient } from "@tanstack/react-query";
import { createKey, type KEY_LIMITS } from "../../api/index.ts";
import { callApi } from "../client/call-api.ts";
import { keysQuery } from "../client/queries.ts";

export interface NewKey {
  readonly name: string;
  readonly rateLimit: (typeof KEY_LIMITS)[number];
}

/** Makes a key. The answer holds the secret until it is reset, and nothing else keeps it. */
export function useCreateKey(app: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: NewKey) => callApi(createKey, { query: { app }, body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keysQuery(app).queryKey }),
    gcTime: 0,
  });
}
