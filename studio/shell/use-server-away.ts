import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { isAway } from "../client/is-away.ts";
import { sessionQuery } from "../client/queries.ts";

/** Often enough that nobody reaches for the button, in milliseconds. */
const PAUSE = 3_000;

/** What the last question came to that found no server; null while it answers. What failed meanwhile is asked again once it is back. */
export function useServerAway(): unknown {
  const client = useQueryClient();
  const [away, setAway] = useState<unknown>(null);
  useEffect(
    () =>
      client.getQueryCache().subscribe((event) => {
        if (event.type === "updated" && event.action.type === "error" && isAway(event.action.error))
          setAway(event.action.error);
      }),
    [client],
  );
  const isGone = away !== null;
  useEffect(() => {
    if (!isGone) return undefined;
    let stale = false;
    const back = () => {
      if (stale) return;
      setAway(null);
      void client.refetchQueries({ type: "active", predicate: ({ state }) => state.status === "error" });
    };
    const ask = () =>
      client.fetchQuery({ ...sessionQuery(), staleTime: 0, retry: false }).then(
        back,
        // Any other refusal is an answer too: the pages deal with it.
        (error: unknown) => !isAway(error) && back(),
      );
    const timer = setInterval(() => void ask(), PAUSE);
    return () => {
      stale = true;
      clearInterval(timer);
    };
  }, [client, isGone]);
  return away;
}
