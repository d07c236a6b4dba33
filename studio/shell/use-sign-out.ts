import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { signOut } from "../../api/index.ts";
import { callApi } from "../client/call-api.ts";
import { sentenceOf } from "../feedback/sentence-of.ts";
import { useDrafts } from "../workbench/drafts-provider.tsx";

export interface SignOut {
  /** Drafts have not reached the server: the operator must choose. */
  readonly asking: boolean;
  /** Sends drafts first, for which the session is still needed. */
  readonly start: () => Promise<void>;
  readonly stay: () => void;
  /** Without the drafts, which this tab keeps. */
  readonly leave: () => void;
}

export function useSignOut(): SignOut {
  const router = useRouter();
  const queryClient = useQueryClient();
  const { flush } = useDrafts();
  const [asking, setAsking] = useState(false);
  const { mutate } = useMutation({
    mutationFn: () => callApi(signOut, {}),
    onSuccess: async () => {
      await router.navigate({ to: "/sign-in" });
      // Nothing of the last operator stays in memory for the next one.
      queryClient.clear();
    },
    onError: (error) => notifications.show({ color: "red", message: sentenceOf(error) }),
  });
  return {
    asking,
    start: async () => {
      if (await flush()) mutate();
      else setAsking(true);
    },
    stay: () => setAsking(false),
    leave: () => {
      setAsking(false);
      mutate();
    },
  };
}
