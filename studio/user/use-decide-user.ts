import { useMutation, useQueryClient } from "@tanstack/react-query";
import { decideUser, type Decision, type UserDetail } from "../../api/index.ts";
import { callApi } from "../client/call-api.ts";
import { overviewQuery, userQuery } from "../client/queries.ts";
import { dryRunKey } from "../dry-run/dry-run-key.ts";
import { restateUser } from "../dry-run/restate-user.ts";
import { useApp } from "../shell/use-app.ts";

/** Takes an operator's decision and shows its effect wherever the user is on the screen. */
export function useDecideUser(name: string, onDecided: (user: UserDetail) => void) {
  const app = useApp();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (decision: Decision) => callApi(decideUser, { params: { name }, query: { app }, body: { decision } }),
    onSuccess: async (user) => {
      queryClient.setQueryData(userQuery(app, name).queryKey, user);
      queryClient.setQueriesData({ queryKey: dryRunKey(app) }, restateUser(user));
      onDecided(user);
      await queryClient.invalidateQueries({ queryKey: overviewQuery(app).queryKey });
    },
  });
}
