/**
 * Tells the editor's own words, coming back through the page's state, from a change made elsewhere.
 * While someone types fast the state can lag behind: writing it back would swallow keystrokes.
 */
export interface Echoes {
  /** The editor said this. */
  readonly emitted: (text: string) => void;
  /** True when the editor said it; what it said before that will not come any more. */
  readonly isEcho: (text: string) => boolean;
  readonly clear: () => void;
}

export function createEchoes(): Echoes {
  let awaited: string[] = [];
  return {
    emitted: (text) => {
      awaited.push(text);
    },
    isEcho: (text) => {
      const index = awaited.lastIndexOf(text);
      if (index < 0) return false;
      // The newest stays: the same text may come back with a later render.
      awaited = awaited.slice(index);
      return true;
    },
    clear: () => {
      awaited = [];
    },
  };
}
