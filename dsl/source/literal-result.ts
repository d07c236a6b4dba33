/** What reading a literal gives: its value, or why it is none, in the author's words. */
export type LiteralResult<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

export const accepted = <T>(value: T): LiteralResult<T> => ({ ok: true, value });
export const refused = (reason: string): LiteralResult<never> => ({ ok: false, reason });
