import { useWindowEvent } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import type { DraftHead } from "../../api/index.ts";
import { draftListQuery, packQuery, packStateQuery } from "../client/queries.ts";
import { createDraftServer } from "../drafts/draft-server.ts";
import { readDrafts, writeDrafts } from "../drafts/draft-storage.ts";
import { createDraftSync, type LocalDrafts } from "../drafts/draft-sync.ts";
import { overlayFiles } from "./overlay-files.ts";

type Drafts = ReadonlyMap<string, string>;

interface DraftsValue {
  /** The texts, by the path of the file. */
  readonly drafts: Drafts;
  /** How each stands with the server, those that were given up included. */
  readonly states: LocalDrafts;
  /** Null forgets the draft: the file is again what the server has. */
  readonly setDraft: (path: string, text: string | null) => void;
  /** The author goes on although the pack's text is another one by now. */
  readonly rebase: (path: string, basedOn: string | null) => void;
  readonly resolve: (path: string, keep: "mine" | "other") => void;
  /** Sends at once what waits; true when the server has everything afterwards. */
  readonly flush: () => Promise<boolean>;
  readonly merge: (listed: readonly DraftHead[]) => Promise<void>;
}

const DraftsContext = createContext<DraftsValue | null>(null);

export interface DraftsProviderProps {
  readonly app: string;
  /** The operator's e-mail: a tab may see several sign in. */
  readonly operator: string;
  readonly children: ReactNode;
}

/**
 * Texts that were changed here and not saved, by the path of the file: at once in this tab, where they outlive a reload, and a moment later on
 * the server. Another app or operator needs another one (`key`).
 */
export function DraftsProvider({ app, operator, children }: DraftsProviderProps) {
  const queryClient = useQueryClient();
  const owner = `${operator}:${app}`;
  const [states, setStates] = useState(() => readDrafts(sessionStorage, owner));
  const [sync] = useState(() =>
    createDraftSync({
      server: createDraftServer(app),
      first: states,
      onChange: (changed) => {
        // Here and not in an effect: a reload right after a keystroke must find it.
        writeDrafts(sessionStorage, owner, changed);
        setStates(changed);
      },
    }),
  );
  const setDraft = useCallback(
    (path: string, text: string | null) => {
      const files = overlayFiles(
        queryClient.getQueryData(packQuery(app).queryKey)?.files ?? [],
        queryClient.getQueryData(packStateQuery().queryKey)?.broken ?? null,
      );
      sync.set(path, text, files.find((file) => file.path === path)?.hash ?? null);
    },
    [sync, queryClient, app],
  );
  useSendBeforeLeaving(sync.flush);
  useAskBeforeClosing(useCallback(() => isAllSent(sync.drafts()), [sync]));
  useEffect(() => {
    // What an earlier page could not send, whatever is opened now; what it had sent without hearing of it is not sent twice.
    void queryClient
      .fetchQuery(draftListQuery(app))
      .then(({ drafts: listed }) => sync.merge(listed))
      .catch(() => sync.flush());
    return () => {
      // Another app comes, and would not know of it.
      void sync.flush({ keepalive: true });
      sync.stop();
    };
  }, [sync, queryClient, app]);
  const drafts = useTexts(states);
  const value = useMemo(
    () => ({
      drafts,
      states,
      setDraft,
      rebase: sync.rebase,
      resolve: sync.resolve,
      merge: sync.merge,
      flush: async () => {
        await sync.flush();
        // What was typed while the first request was on its way.
        await sync.flush();
        return isAllSent(sync.drafts());
      },
    }),
    [drafts, states, setDraft, sync],
  );
  return <DraftsContext value={value}>{children}</DraftsContext>;
}

export function useDrafts(): DraftsValue {
  const value = useContext(DraftsContext);
  // invariant: the frame provides it
  if (value === null) throw new Error("no drafts around this component");
  return value;
}

/** The same map while only what the server has of them changes: whoever reads texts is not drawn again for that. */
function useTexts(states: LocalDrafts): Drafts {
  const last = useRef<Drafts>(new Map());
  const texts = new Map([...states].flatMap(([path, { text }]) => (text === null ? [] : [[path, text] as const])));
  const isSame =
    texts.size === last.current.size && [...texts].every(([path, text]) => last.current.get(path) === text);
  if (!isSame) last.current = texts;
  return last.current;
}

const isAllSent = (drafts: LocalDrafts): boolean => [...drafts.values()].every(({ status }) => status === "saved");

/** The browser asks whoever closes the tab, or leaves for another site, with a draft that is nowhere else. */
function useAskBeforeClosing(isAllSent: () => boolean): void {
  useWindowEvent(
    "beforeunload",
    useCallback((event) => void (isAllSent() || event.preventDefault()), [isAllSent]),
  );
}

/** Once the page is hidden it may never be seen again. */
function useSendBeforeLeaving(flush: (options: { readonly keepalive: boolean }) => Promise<void>): void {
  useEffect(() => {
    const send = () => void flush({ keepalive: true });
    const hidden = () => document.visibilityState === "hidden" && send();
    window.addEventListener("blur", send);
    window.addEventListener("pagehide", send);
    document.addEventListener("visibilitychange", hidden);
    return () => {
      window.removeEventListener("blur", send);
      window.removeEventListener("pagehide", send);
      document.removeEventListener("visibilitychange", hidden);
    };
  }, [flush]);
}
