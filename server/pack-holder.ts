import {
  BrokenPack,
  PackError,
  type HeardChange,
  type LoadedPack,
  type Scoring,
  type Store,
} from "../runtime/index.ts";
import { judgeAnewAfterChange } from "./judge-anew.ts";

/** What became of reading the pack again. */
export type PackReload =
  /** The new pack judges from now on; `unchanged` when it judges as the one before. */
  | { readonly outcome: "loaded" | "unchanged"; readonly pack: LoadedPack }
  /** The new pack cannot run: the last good one goes on. */
  | { readonly outcome: "kept"; readonly pack: LoadedPack; readonly error: PackError };

export interface PackHolder {
  readonly current: () => LoadedPack;
  /** Why the folders' files do not run; null when what runs is what they hold. */
  readonly trouble: () => PackError | null;
  /** Reads the pack's folders again. Reloads that overlap run one after the other. */
  reload(): Promise<PackReload>;
  /** Reads the folders again when another server runs a pack that this one does not. */
  heard(change: HeardChange): void;
}

export interface PackHolderOptions {
  readonly store: Store;
  readonly first: LoadedPack;
  readonly load: () => Promise<LoadedPack>;
  readonly scoring: Pick<Scoring, "usePack">;
  readonly log: {
    info(details: object, message: string): void;
    warn(details: object, message: string): void;
    error(details: object, message: string): void;
  };
}

/** The pack that a server runs, and another one when its folder has changed. */
export function createPackHolder({ store, first, load, scoring, log }: PackHolderOptions): PackHolder {
  let current = first;
  let trouble: PackError | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const reload = async (): Promise<PackReload> => {
    const before = current;
    try {
      current = await load();
    } catch (error) {
      if (!(error instanceof PackError)) throw error;
      trouble = error;
      log.warn(detailsOf(error), `the pack stays as it was: ${error.message}`);
      return { outcome: "kept", pack: before, error };
    }
    trouble = null;
    scoring.usePack(current);
    const outcome = current.fingerprint === before.fingerprint ? "unchanged" : "loaded";
    // Only then: two servers with different folders would call each other for ever.
    if (outcome === "loaded") await judgeAnewAfterChange(store, current.fingerprint);
    log.info({ pack: current.fingerprint, rules: current.pack.rules.length }, `the pack was read again: ${outcome}`);
    return { outcome, pack: current };
  };
  const inTurn = (): Promise<PackReload> => {
    const turn = last.then(reload);
    last = turn.catch(() => undefined);
    return turn;
  };

  return {
    current: () => current,
    trouble: () => trouble,
    reload: inTurn,
    heard: (change) => {
      if (change.kind !== "pack" || change.fingerprint === current.fingerprint) return;
      inTurn().catch((err: unknown) => log.error({ err }, "the pack could not be read again"));
    },
  };
}

function detailsOf(error: PackError): object {
  if (!(error instanceof BrokenPack)) return {};
  return { problems: error.diagnostics.map(({ code, message, span }) => `${span.file}: ${code} ${message}`) };
}
