import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from "react";
import { readDrafts, writeDrafts, type Drafts } from "./draft-storage.ts";

interface DraftsValue {
  readonly drafts: Drafts;
  /** Null forgets the draft: the file is again what the server has. */
  readonly setDraft: (path: string, text: string | null) => void;
}

const DraftsContext = createContext<DraftsValue | null>(null);

/** Texts that were changed here and not on the server, by the path of the file. They outlive a reload of the tab. */
export function DraftsProvider({ children }: { readonly children: ReactNode }) {
  const [drafts, setDrafts] = useState(() => readDrafts(sessionStorage));
  const latest = useRef(drafts);
  const setDraft = useCallback((path: string, text: string | null) => {
    const after = new Map(latest.current);
    if (text === null) after.delete(path);
    else after.set(path, text);
    latest.current = after;
    // Here and not in an effect: a reload right after a keystroke must find it.
    writeDrafts(sessionStorage, after);
    setDrafts(after);
  }, []);
  const value = useMemo(() => ({ drafts, setDraft }), [drafts, setDraft]);
  return <DraftsContext value={value}>{children}</DraftsContext>;
}

export function useDrafts(): DraftsValue {
  const value = useContext(DraftsContext);
  // invariant: the frame provides it
  if (value === null) throw new Error("no drafts around this component");
  return value;
}
