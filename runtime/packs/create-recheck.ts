import { recheckPack, type LoadedPack, type RecheckedPack } from "./load-pack.ts";
import type { PackText } from "./read-pack-folder.ts";

export type Recheck = (deployed: LoadedPack, source: PackText | undefined) => RecheckedPack | LoadedPack;

/** Texts whose packs are remembered: the one being typed is asked about several times. */
const REMEMBERED = 4;

/** `recheckPack` for questions that come again: the deployed text needs no check, and the texts asked about last are checked once. */
export function createRecheck(): Recheck {
  let known: { readonly deployed: LoadedPack; readonly packs: Map<string, RecheckedPack> } | undefined;
  return (deployed, source) => {
    if (source === undefined) return deployed;
    const { path, text } = source;
    if (deployed.files.some((file) => file.path === path && file.text === text)) return deployed;
    if (known?.deployed !== deployed) known = { deployed, packs: new Map() };
    const key = JSON.stringify([path, text]);
    const found = known.packs.get(key) ?? recheckPack(deployed, source);
    known.packs.delete(key);
    known.packs.set(key, found);
    const [oldest] = known.packs.keys();
    if (known.packs.size > REMEMBERED && oldest !== undefined) known.packs.delete(oldest);
    return found;
  };
}
