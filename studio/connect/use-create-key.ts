import { useMutation, useQueryClient } from "@tanstack/react-query";
import { createKey } from "../../api/index.ts";
import { callApi } from "../client/call-api.ts";
import { keysQuery } from "../client/queries.ts";
import type { SentLimit } from "./limit-choice.ts";

export interface NewKey extends SentLimit {
  readonly name: string;
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
