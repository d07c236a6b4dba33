import { useCallback, useState } from "react";
import type { Draft } from "./draft.ts";
import { keptDraft, keptUndo, type Undo } from "./settings-storage.ts";

/** The draft of an app, kept in this tab; null is as stored. */
export function useDraft(app: string): readonly [Draft | null, (draft: Draft | null) => void] {
  const [draft, setDraft] = useState(() => keptDraft.read(globalThis.sessionStorage, app));
  const keep = useCallback(
    (next: Draft | null) => {
      keptDraft.write(globalThis.sessionStorage, app, next);
      setDraft(next);
    },
    [app],
  );
  return [draft, keep];
}

/** The last change of an app's settings, kept in this browser. */
export function useUndo(app: string): readonly [Undo | null, (undo: Undo | null) => void] {
  const [undo, setUndo] = useState(() => keptUndo.read(globalThis.localStorage, app));
  const keep = useCallback(
    (next: Undo | null) => {
      keptUndo.write(globalThis.localStorage, app, next);
      setUndo(next);
    },
    [app],
  );
  return [undo, keep];
}
