import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
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
  useEffect(() => writeDrafts(sessionStorage, drafts), [drafts]);
  const setDraft = useCallback((path: string, text: string | null) => {
    setDrafts((before) => {
      const after = new Map(before);
      if (text === null) after.delete(path);
      else after.set(path, text);
      return after;
    });
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
