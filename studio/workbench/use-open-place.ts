import { useNavigate } from "@tanstack/react-router";
import { useCallback, useState } from "react";

export interface Place {
  readonly path: string;
  readonly offset: number;
}

/** Opens a file at a place in it: where a definition or a use is that the author went to. */
export function useOpenPlace() {
  const navigate = useNavigate();
  const [target, setTarget] = useState<Place | null>(null);
  const openPlace = useCallback(
    (path: string, offset: number) => {
      setTarget({ path, offset });
      void navigate({ to: "/rules", search: (before) => ({ ...before, file: path }) });
    },
    [navigate],
  );
  /** Goes to a place in a file that is open already. */
  const goTo = useCallback((path: string, offset: number) => setTarget({ path, offset }), []);
  return { target, openPlace, goTo };
}
