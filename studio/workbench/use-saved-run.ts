import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { SavedDryRun } from "../../api/index.ts";

export interface SavedRunLink {
  /** Null where the address names none. */
  readonly id: string | null;
  readonly ask: (saved: SavedDryRun) => void;
  readonly close: () => void;
}

export interface SavedRunOptions {
  /** As it stands in the editor. */
  readonly text: string;
  /** Puts the saved question into editor and panel. */
  readonly onOpen: (saved: SavedDryRun) => void;
  readonly onRun: () => void;
}

/** The saved dry-run that the address names (`?saved=`); asking again first brings its text into the editor. */
export function useSavedRun({ text, onOpen, onRun }: SavedRunOptions): SavedRunLink {
  const { saved: id = null } = useSearch({ from: "/signed-in/rules" });
  const navigate = useNavigate({ from: "/rules" });
  const [awaited, setAwaited] = useState<string | null>(null);
  useEffect(() => {
    if (awaited === null || awaited !== text) return;
    setAwaited(null);
    onRun();
  }, [awaited, text, onRun]);
  return {
    id,
    ask: (saved) => {
      onOpen(saved);
      setAwaited(saved.text);
    },
    close: () => void navigate({ search: ({ saved: _, ...rest }) => rest, replace: true }),
  };
}
