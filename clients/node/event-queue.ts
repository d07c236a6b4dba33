export interface Bounds {
  readonly events: number;
  /** Of UTF-8. */
  readonly bytes: number;
}

export interface EventQueue {
  readonly size: () => number;
  /** False when there is no room: the queue is as it was. */
  push(event: string): boolean;
  /** Takes the oldest, as many as the bounds allow, but at least one if there is any. */
  take(bounds: Bounds): readonly string[];
}

/** Events as JSON, first in, first out, in bounded memory. What does not fit is not taken: whoever waits longest keeps the place. */
export function createEventQueue(room: Bounds): EventQueue {
  const waiting: { readonly event: string; readonly bytes: number }[] = [];
  let bytes = 0;
  return {
    size: () => waiting.length,
    push(event) {
      const size = Buffer.byteLength(event);
      if (waiting.length >= room.events || bytes + size > room.bytes) return false;
      waiting.push({ event, bytes: size });
      bytes += size;
      return true;
    },
    take(bounds) {
      let count = 0;
      let taken = 0;
      for (const { bytes: size } of waiting) {
        if (count > 0 && (count >= bounds.events || taken + size > bounds.bytes)) break;
        count += 1;
        taken += size;
      }
      bytes -= taken;
      return waiting.splice(0, count).map(({ event }) => event);
    },
  };
}
