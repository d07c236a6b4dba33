import { textHash, type LoadedPack } from "../../runtime/index.ts";

const KNOWN = new WeakMap<LoadedPack, string>();

/** Of the texts of a pack, in hexadecimal; reckoned once each. */
export function packVersion(pack: LoadedPack): string {
  const version = KNOWN.get(pack) ?? textHash(JSON.stringify([pack.files, pack.lists]));
  KNOWN.set(pack, version);
  return version;
}
