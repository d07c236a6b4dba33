import type { Draft, DraftHead } from "../../api/index.ts";
import { isApiError } from "../client/api-error.ts";

/** What the synchroniser asks of the server; each throws ApiError. */
export interface DraftServer {
  /** Null when there is none. */
  readonly get: (path: string) => Promise<Draft | null>;
  readonly put: (
    path: string,
    draft: { readonly text: string; readonly basedOn: string | null; readonly expected: number | null },
    options: SendOptions,
  ) => Promise<DraftHead>;
  readonly remove: (path: string, expected: number, options: SendOptions) => Promise<void>;
}

export interface SendOptions {
  /** The page is about to go: the request must outlive it. */
  readonly keepalive: boolean;
}

/** Where a draft stands between this tab and the server. */
export type DraftStatus =
  | "saved"
  /** Not sent yet, or on its way. */
  | "waiting"
  /** The server is away: it is tried again. */
  | "away"
  /** Changed in another tab or on another machine: a person must choose. */
  | "conflict"
  /** The server takes no more, or none as long. */
  | "refused";

/** What another tab or machine made of a draft; null when it gave the draft up. */
export type OtherVersion = Draft | null;

export interface LocalDraft {
  /** Null once it was given up here and the server does not know yet. */
  readonly text: string | null;
  readonly basedOn: string | null;
  /** The server's version that this text goes on from; null when the server has none. */
  readonly version: number | null;
  readonly status: DraftStatus;
  /** With `conflict`. */
  readonly other?: OtherVersion;
}

export type LocalDrafts = ReadonlyMap<string, LocalDraft>;

export interface DraftSync {
  readonly drafts: () => LocalDrafts;
  /** Null gives the draft up. `basedOn` counts for a draft that begins with this text. */
  readonly set: (path: string, text: string | null, basedOn: string | null) => void;
  /** The pack's text changed and the author goes on with the draft nevertheless. */
  readonly rebase: (path: string, basedOn: string | null) => void;
  readonly resolve: (path: string, keep: "mine" | "other") => void;
  /** Sends at once what waits. */
  readonly flush: (options?: SendOptions) => Promise<void>;
  /** Takes over what other tabs and machines did, given all drafts that the server has. */
  readonly merge: (listed: readonly DraftHead[]) => Promise<void>;
  readonly stop: () => void;
}

export interface DraftSyncOptions {
  readonly server: DraftServer;
  readonly first: LocalDrafts;
  readonly onChange: (drafts: LocalDrafts) => void;
  /** Milliseconds between the last keystroke and the request. */
  readonly pause?: number;
  /** Milliseconds until a server that was away is asked again. */
  readonly retry?: number;
}

const PAUSE = 800;
const RETRY = 5_000;

/**
 * Carries drafts between a tab and the server. The tab's text is never lost: it stays until the server has it, and what another tab changed
 * meanwhile is a question for a person. One request a draft at a time.
 */
export function createDraftSync(options: DraftSyncOptions): DraftSync {
  const { server, onChange, pause = PAUSE, retry = RETRY } = options;
  let drafts = options.first;
  let stopped = false;
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const sending = new Map<string, Promise<void>>();

  const write = (path: string, draft: LocalDraft | null): void => {
    const after = new Map(drafts);
    if (draft === null) after.delete(path);
    else after.set(path, draft);
    drafts = after;
    if (!stopped) onChange(drafts);
  };
  const patch = (path: string, change: Partial<LocalDraft>): void => {
    const draft = drafts.get(path);
    if (draft !== undefined) write(path, { ...draft, ...change });
  };
  const later = (path: string, milliseconds: number): void => {
    clearTimeout(timers.get(path));
    if (!stopped)
      timers.set(
        path,
        setTimeout(() => void send(path, { keepalive: false }), milliseconds),
      );
  };

  const send = (path: string, how: SendOptions): Promise<void> => {
    clearTimeout(timers.get(path));
    timers.delete(path);
    const running = sending.get(path);
    // What was typed meanwhile goes with the next one.
    if (running !== undefined) return running;
    const work = sendOnce(path, how).finally(() => {
      sending.delete(path);
      const left = drafts.get(path)?.status;
      if (left === "waiting" && !timers.has(path)) later(path, pause);
      if (left === "away") later(path, retry);
    });
    sending.set(path, work);
    return work;
  };

  const sendOnce = async (path: string, how: SendOptions): Promise<void> => {
    const draft = drafts.get(path);
    if (draft === undefined || (draft.status !== "waiting" && draft.status !== "away")) return;
    const { text, basedOn, version } = draft;
    try {
      if (text === null) {
        if (version !== null) await server.remove(path, version, how);
        if (drafts.get(path)?.text === null) write(path, null);
        else patch(path, { version: null });
        return;
      }
      const head = await server.put(path, { text, basedOn, expected: version }, how);
      const now = drafts.get(path);
      const isSame = now?.text === text && now.basedOn === basedOn;
      patch(path, { version: head.version, status: isSame ? "saved" : "waiting" });
    } catch (error) {
      await failed(path, error);
    }
  };

  const failed = async (path: string, error: unknown): Promise<void> => {
    if (isApiError(error, "conflict")) {
      try {
        meet(path, await server.get(path));
      } catch {
        patch(path, { status: "away" });
      }
      return;
    }
    const isRefused = isApiError(error, "too_large") || isApiError(error, "invalid_request");
    patch(path, { status: isRefused ? "refused" : "away" });
  };

  /** The server has another version than this tab goes on from. */
  const meet = (path: string, other: OtherVersion): void => {
    const mine = drafts.get(path);
    if (other === null) {
      // Given up elsewhere: a text that nobody else holds is kept, as a new draft.
      if (mine === undefined || mine.status === "saved" || mine.text === null) write(path, null);
      else {
        patch(path, { version: null, status: "waiting" });
        later(path, pause);
      }
      return;
    }
    const { text, basedOn, version } = other;
    const taken: LocalDraft = { text, basedOn, version, status: "saved" };
    if (mine === undefined || mine.status === "saved" || mine.text === text) write(path, taken);
    else write(path, { ...mine, status: "conflict", other });
  };

  const merge = async (listed: readonly DraftHead[]): Promise<void> => {
    const heads = new Map(listed.map((head) => [head.path, head.version]));
    const differing = new Set([...heads.keys(), ...drafts.keys()]);
    for (const path of differing) {
      const mine = drafts.get(path);
      if ((mine?.version ?? null) === (heads.get(path) ?? null) || mine?.status === "conflict") continue;
      // The list may be older than what was sent from here since: the draft itself tells.
      if (sending.has(path)) continue;
      const other = await server.get(path);
      if (!sending.has(path) && (drafts.get(path)?.version ?? null) !== (other?.version ?? null)) meet(path, other);
    }
    // After a reload nothing is on its way.
    for (const [path, { status }] of drafts) if (status === "waiting" && !timers.has(path)) later(path, pause);
  };

  return {
    drafts: () => drafts,
    set: (path, text, basedOn) => {
      const before = drafts.get(path);
      if (before === undefined) {
        if (text === null) return;
        write(path, { text, basedOn, version: null, status: "waiting" });
      } else if (before.text === text) return;
      // A question stays one, whatever is typed meanwhile.
      else if (before.status === "conflict") patch(path, { text });
      else
        write(path, { ...before, text, basedOn: before.text === null ? basedOn : before.basedOn, status: "waiting" });
      if (drafts.get(path)?.status === "waiting") later(path, text === null ? 0 : pause);
    },
    rebase: (path, basedOn) => {
      if (drafts.get(path)?.text == null) return;
      patch(path, { basedOn, status: "waiting" });
      later(path, 0);
    },
    resolve: (path, keep) => {
      const mine = drafts.get(path);
      if (mine?.status !== "conflict") return;
      const other = mine.other ?? null;
      if (keep === "mine") {
        const { other: _, ...rest } = mine;
        write(path, { ...rest, version: other?.version ?? null, status: "waiting" });
        later(path, 0);
      } else if (other === null) write(path, null);
      else write(path, { text: other.text, basedOn: other.basedOn, version: other.version, status: "saved" });
    },
    flush: async (how = { keepalive: false }) => {
      const waiting = [...drafts].filter(([, { status }]) => status === "waiting" || status === "away");
      await Promise.all(waiting.map(([path]) => send(path, how)));
    },
    merge,
    stop: () => {
      stopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
