// NUL cannot be stored, and half a surrogate pair is no character in any encoding.
const UNSTORABLE = /\0|\p{Surrogate}/gu;

/** The text without NUL and lone surrogates: what both the database and the rules can hold. */
export function storableText(text: string): string {
  // Nearly every text: quicker asked than searched.
  if (text.isWellFormed() && !text.includes("\0")) return text;
  return text.replace(UNSTORABLE, "");
}

/** The longest beginning of `text` that takes at most `limit` bytes in UTF-8 and ends with a whole character. */
export function cutBytes(text: string, limit: number): string {
  // A UTF-16 unit takes at most three bytes.
  if (text.length * 3 <= limit) return text;
  const bytes = Buffer.from(text, "utf8");
  if (bytes.length <= limit) return text;
  let end = limit;
  // invariant: 10xxxxxx continues a character
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString("utf8", 0, end);
}
