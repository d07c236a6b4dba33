import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import { PANELS, type Panel } from "./panels.ts";

/** The panel on show beside the editor: the address names it, so a link leads to the same view. */
export function usePanel(): { readonly panel: Panel; readonly show: (panel: Panel) => void } {
  const { panel = PANELS[0] } = useSearch({ from: "/signed-in/rules" });
  const navigate = useNavigate({ from: "/rules" });
  const show = useCallback(
    (next: Panel) =>
      void navigate({
        search: ({ panel: _, ...rest }) => (next === PANELS[0] ? rest : { ...rest, panel: next }),
        replace: true,
      }),
    [navigate],
  );
  return { panel, show };
}
