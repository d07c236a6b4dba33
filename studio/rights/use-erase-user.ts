import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { eraseUser } from "../../api/index.ts";
import { callApi } from "../client/call-api.ts";
import { overviewQuery, userQuery } from "../client/queries.ts";
import { dryRunKey } from "../dry-run/dry-run-key.ts";

/** Erases a user for good; `confirm` is the name once more. What the studio holds of them goes, too. */
export function useEraseUser(app: string, name: string) {
  const queryClient = useQueryClient();
  const erased = useRef(false);
  // Once they are off the screen: while they are on it, what is forgotten is asked for again.
  useEffect(
    () => () => {
      if (erased.current) queryClient.removeQueries({ queryKey: userQuery(app, name).queryKey });
    },
    [queryClient, app, name],
  );
  return useMutation({
    mutationFn: (confirm: string) => callApi(eraseUser, { params: { name }, query: { app }, body: { confirm } }),
    onSuccess: () => {
      erased.current = true;
      queryClient.removeQueries({ queryKey: dryRunKey(app) });
      void queryClient.invalidateQueries({ queryKey: overviewQuery(app).queryKey });
    },
  });
}
