/** A file of data cannot be used; the message is one sentence for the person who brought it. */
export class DataError extends Error {
  override readonly name = "DataError";
}
