/**
 * A text of the same shape: letters become other letters, vowels vowels, digits other digits, equal ones equal ones; all else stays. Which become
 * which follows from the whole text, so that equal texts stay equal and no table leads back. `kept` are the parts that stay as they are.
 */
export function disguiseText(text: string, kept: readonly Part[] = []): string {
  const turned = new Map(CLASSES.map((letters) => [letters, turn(letters, hashOf(text + letters))]));
  return Array.from(text.matchAll(/[^]/gu), ({ 0: character, index }) => {
    if (kept.some(({ start, end }) => index >= start && index < end)) return character;
    return disguised(character, turned);
  }).join("");
}

export interface Part {
  readonly start: number;
  readonly end: number;
}

/** Where needles stand in a text, whatever their case; none inside of another. */
export function partsWith(text: string, needles: readonly string[]): readonly Part[] {
  const lower = text.toLowerCase();
  // A letter whose lower case is longer would move all that follows.
  if (lower.length !== text.length) return [];
  const parts: Part[] = [];
  for (const needle of needles) {
    for (let start = lower.indexOf(needle); start >= 0; start = lower.indexOf(needle, start + needle.length)) {
      const part = { start, end: start + needle.length };
      if (!parts.some((known) => known.start < part.end && part.start < known.end)) parts.push(part);
    }
  }
  return parts;
}

const CLASSES = ["aeiou", "bcdfghjklmnpqrstvwxyz", "0123456789"] as const;

function disguised(character: string, turned: ReadonlyMap<string, string>): string {
  const lower = character.toLowerCase();
  for (const [letters, others] of turned) {
    const place = letters.indexOf(lower);
    if (place < 0) continue;
    const other = others.charAt(place);
    return lower === character ? other : other.toUpperCase();
  }
  // Letters of other alphabets say as much about somebody as these do.
  return /\p{L}/u.test(character) ? "ø" : /\p{N}/u.test(character) ? "٣" : character;
}

/** The letters in another order, none at its own place. */
function turn(letters: string, hash: number): string {
  const by = 1 + (hash % (letters.length - 1));
  return letters.slice(by) + letters.slice(0, by);
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}
