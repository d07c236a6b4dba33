import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";

export interface Beside {
  /** The second file of a split view, by its path; undefined when the view is not split. */
  readonly path: string | undefined;
  readonly show: (path: string | null) => void;
}

/** The second file that the address names. */
export function useBeside(): Beside {
  const { beside } = useSearch({ from: "/signed-in/rules" });
  const navigate = useNavigate({ from: "/rules" });
  const show = useCallback(
    (path: string | null) =>
      void navigate({
        search: ({ beside: _, ...rest }) => (path === null ? rest : { ...rest, beside: path }),
        replace: true,
      }),
    [navigate],
  );
  return { path: beside, show };
}
