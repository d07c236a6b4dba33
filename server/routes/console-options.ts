import type { LoadedPack, Store } from "../../runtime/index.ts";
import type { PackReload } from "../pack-holder.ts";

/** What the routes of the console need. */
export interface ConsoleOptions {
  readonly store: Store;
  /** The pack that the server runs at the moment. */
  readonly pack: () => LoadedPack;
  /** Reads the pack's folders again. */
  readonly reloadPack: () => Promise<PackReload>;
  readonly now: () => number;
}
