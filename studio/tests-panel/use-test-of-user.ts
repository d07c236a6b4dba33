import { useMutation } from "@tanstack/react-query";
import { testOfStoredUser } from "../../api/index.ts";
import { callApi } from "../client/call-api.ts";
import { useApp } from "../shell/use-app.ts";

export interface UserTestQuestion {
  readonly source: { readonly path: string; readonly text: string };
  readonly rule: string;
  readonly user: string;
}

export function useTestOfUser() {
  const app = useApp();
  return useMutation({
    mutationFn: (body: UserTestQuestion) => callApi(testOfStoredUser, { query: { app }, body }),
  });
}
