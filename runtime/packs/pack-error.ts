import type { Diagnostic } from "../../dsl/diagnostics/diagnostic.ts";
import type { PackText } from "./read-pack-folder.ts";

/** A pack cannot be read or has errors. The message is one sentence for the person who starts Tocsin. */
export class PackError extends Error {
  override readonly name = "PackError";
}

/** A pack was read and has errors. */
export class BrokenPack extends PackError {
  /** Errors, and the warnings beside them. */
  readonly diagnostics: readonly Diagnostic[];
  readonly files: readonly PackText[];

  constructor(message: string, diagnostics: readonly Diagnostic[], files: readonly PackText[]) {
    super(message);
    this.diagnostics = diagnostics;
    this.files = files;
  }
}
