import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { setTimeZone } from "../../api/index.ts";
import { callApi } from "../client/call-api.ts";
import { sessionQuery } from "../client/queries.ts";

/** Sets the time zone of an app, and with it what is known of the session, which tells it. */
export function useSetTimeZone(app: string) {
  const queryClient = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: (timeZone: string) => callApi(setTimeZone, { query: { app }, body: { timeZone } }),
    onSuccess: async ({ timeZone }) => {
      queryClient.setQueryData(
        sessionQuery().queryKey,
        (session) =>
          session && {
            ...session,
            apps: session.apps.map((each) => (each.name === app ? { ...each, timeZone } : each)),
          },
      );
      await router.invalidate();
    },
  });
}
