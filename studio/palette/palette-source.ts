import type { PaletteEntry } from "./rank-entries.ts";

/** What the palette is asked for; it begins with the sign of its kind. */
export const SIGNS = { files: "", commands: ">", symbols: "@" } as const;
export type PaletteKind = keyof typeof SIGNS;

/** What a page adds while it is shown. */
export interface PaletteSource {
  readonly commands: readonly PaletteEntry[];
  /** Every declaration of all packs. */
  readonly symbols: () => Promise<readonly PaletteEntry[]>;
}
