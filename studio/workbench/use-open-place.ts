import { useNavigate } from "@tanstack/react-router";
import { useCallback, useState } from "react";

interface Place {
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
  return { target, openPlace };
}
