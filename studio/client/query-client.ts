import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { isApiError } from "./api-error.ts";
import { isAway } from "./is-away.ts";
import { sessionQuery } from "./queries.ts";

export interface QueryClientOptions {
  /** The session ended while the studio was open. */
  readonly onSignedOut: () => void;
}

/** A refused request is not repeated: only a server that cannot be reached is asked again. */
export function createQueryClient({ onSignedOut }: QueryClientOptions): QueryClient {
  const onError = (error: unknown) => {
    if (isApiError(error, "not_signed_in")) onSignedOut();
  };
  const [sessionKey] = sessionQuery().queryKey;
  return new QueryClient({
    queryCache: new QueryCache({
      // "Who am I?" may well be answered "nobody": the guard that asked it deals with that.
      onError: (error, { queryKey }) => queryKey[0] !== sessionKey && onError(error),
    }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      // Whether the machine has a network says nothing about a server that may run on it.
      mutations: { networkMode: "always" },
      queries: {
        networkMode: "always",
        retry: (failures, error) => failures < 2 && isAway(error),
        staleTime: 5_000,
      },
    },
  });
}
