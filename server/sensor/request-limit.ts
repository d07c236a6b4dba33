/** A limit of one key. */
export interface RequestLimit {
  /**
   * Asks for `size` requests at once: 0 when they pass, else the milliseconds until they would; infinity for more than ever pass at once.
   * `now` never runs backwards.
   */
  take(now: number, size?: number): number;
}
