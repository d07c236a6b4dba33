import type { BoundPack } from "../../dsl/binder/bound.ts";
import { USER_ROOT } from "../../dsl/checks/layers.ts";

/** The pack by which the tests of a file are judged: of a built-in file the built-in one as it is, without what is laid over it. */
export function packOfFile(pack: BoundPack, file: string): BoundPack {
  return pack.unchanged !== null && !file.startsWith(USER_ROOT) ? pack.unchanged : pack;
}
