/** A name for a question, nobody else's: without `randomUUID`, which a studio reached over plain HTTP does not have. */
export function newRunName(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
