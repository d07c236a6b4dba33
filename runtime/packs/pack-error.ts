/** A pack cannot be read or has errors. The message is one sentence for the person who starts Tocsin. */
export class PackError extends Error {
  override readonly name = "PackError";
}
