/** Something that the palette leads to or does. */
export interface PaletteEntry {
  readonly id: string;
  readonly label: string;
  /** Beside the label, and searched too. */
  readonly detail: string;
  /** How to have it without the palette. */
  readonly keys?: string;
  readonly run: () => void;
}

/** The entries that contain every word of the query, best first: words that begin the label count most, then those that begin a word. */
export function rankEntries(entries: readonly PaletteEntry[], query: string, most: number): readonly PaletteEntry[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return entries
    .flatMap((entry, index) => {
      const fitness = fitnessOf(entry, words);
      return fitness === null ? [] : [{ entry, fitness, index }];
    })
    .toSorted((a, b) => b.fitness - a.fitness || a.index - b.index)
    .slice(0, most)
    .map(({ entry }) => entry);
}

/** Null when a word is missing. */
function fitnessOf({ label, detail }: PaletteEntry, words: readonly string[]): number | null {
  const title = label.toLowerCase();
  const all = `${title} ${detail.toLowerCase()}`;
  let fitness = 0;
  for (const word of words) {
    if (title.startsWith(word)) fitness += 4;
    else if (title.includes(` ${word}`) || title.includes(`_${word}`)) fitness += 3;
    else if (title.includes(word)) fitness += 2;
    else if (all.includes(word)) fitness += 1;
    else return null;
  }
  return fitness;
}
