import * as support from "./support.ts";

/** What emitted modules may call, by name. */
export const SUPPORT_NAMES: readonly string[] = Object.keys(support);
