import { useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";
import { z } from "zod";
import { besideTab, closeTab, openTab, type Tabs } from "./tabs.ts";

const KEY = "tocsin-tabs";

export interface OpenTabs {
  readonly tabs: Tabs;
  readonly select: (path: string) => void;
  readonly close: (path: string) => void;
  readonly step: (by: 1 | -1) => void;
}

/** The files that are open, kept in this browser tab; the address names the one on show. Files that the pack no longer has are left out. */
export function useTabs(path: string | undefined, exists: (path: string) => boolean): OpenTabs {
  const navigate = useNavigate({ from: "/rules" });
  const [kept, setKept] = useState(readTabs);
  const last = useRef(path);
  useEffect(() => {
    if (path !== undefined && exists(path)) setKept((tabs) => openTab(tabs, path, last.current));
    last.current = path;
  }, [path, exists]);
  useEffect(() => writeTabs(kept), [kept]);
  const tabs = kept.filter(exists);
  const select = useCallback(
    (next: string) => void navigate({ search: (before) => ({ ...before, file: next }) }),
    [navigate],
  );
  return {
    tabs,
    select,
    close: (closed) => {
      const after = closeTab(tabs, closed);
      // The last one stays: something is always open.
      if (after.next === undefined) return;
      setKept(after.tabs);
      if (closed === path) select(after.next);
    },
    step: (by) => {
      const next = besideTab(tabs, path, by);
      if (next !== undefined) select(next);
    },
  };
}

function readTabs(): Tabs {
  try {
    return z.array(z.string()).parse(JSON.parse(sessionStorage.getItem(KEY) ?? "[]"));
  } catch {
    return [];
  }
}

function writeTabs(tabs: Tabs): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(tabs));
  } catch {
    // Tabs are a convenience: without storage they last as long as the page.
  }
}
