import type { LoadedPack, Store } from "../../runtime/index.ts";

/** What the routes of the console need. */
export interface ConsoleOptions {
  readonly store: Store;
  /** The pack that the server runs at the moment. */
  readonly pack: () => LoadedPack;
  readonly now: () => number;
}
