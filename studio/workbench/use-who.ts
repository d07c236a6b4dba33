import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";

/** The user that the explain panel is about: the address names them, so that a link can be sent. Null before one is chosen. */
export function useWho(): { readonly who: string | null; readonly explain: (name: string) => void } {
  const { who = null } = useSearch({ from: "/signed-in/rules" });
  const navigate = useNavigate({ from: "/rules" });
  const explain = useCallback(
    (name: string) => void navigate({ search: (search) => ({ ...search, panel: "explain" as const, who: name }) }),
    [navigate],
  );
  return { who, explain };
}
