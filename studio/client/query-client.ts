import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { isApiError } from "./api-error.ts";

export interface QueryClientOptions {
  /** The session ended while the studio was open. */
  readonly onSignedOut: () => void;
}

/** A refused request is not repeated: only a server that cannot be reached is asked again. */
export function createQueryClient({ onSignedOut }: QueryClientOptions): QueryClient {
  const onError = (error: unknown) => {
    if (isApiError(error, "not_signed_in")) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        retry: (failures, error) =>
          failures < 2 && (isApiError(error, "unreachable") || isApiError(error, "unavailable")),
        staleTime: 5_000,
      },
    },
  });
}
