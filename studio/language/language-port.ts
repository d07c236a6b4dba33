import type { LanguageService } from "../../dsl/language-service/index.ts";

export interface LanguageFile {
  readonly path: string;
  readonly text: string;
  /** Ships with Tocsin; left out of a pack that is not laid over another. */
  readonly builtin?: boolean | undefined;
}

/**
 * The language service across the border of a worker: plain data, offsets in UTF-16 units.
 * Requests are answered in order, so that an `update` is seen by whatever is asked after it.
 */
export interface LanguagePort extends Omit<LanguageService, "update" | "remove"> {
  /** Takes the place of the whole pack, if there was one. */
  readonly load: (files: readonly LanguageFile[], lists: readonly LanguageFile[]) => void;
  readonly update: (file: LanguageFile) => void;
}
