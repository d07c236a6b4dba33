/**
 * The text primitives of the TypeScript target. All count code points, as PostgreSQL does, and know no letters but ASCII.
 * None allocates unless the text really changes.
 */

/** Number of code points; text of this system holds no lone surrogates. */
export function codePoints(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length; i++) if (isLowSurrogate(text.charCodeAt(i))) count--;
  return count;
}

/** ASCII letters in lower case, all else unchanged. */
export function asciiLower(text: string): string {
  for (let i = 0; i < text.length; i++) {
    if (isUpper(text.charCodeAt(i))) return text.replace(/[A-Z]+/g, (run) => run.toLowerCase());
  }
  return text;
}

/** Without spaces, tabs and line breaks at both ends; no other white space counts. */
export function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

/** Encoded percent signs decoded, at most twice. What is encoded otherwise stays: that may be no text at all. */
export function singleEncoded(text: string): string {
  return text.includes("%25") ? text.replaceAll("%25", "%").replaceAll("%25", "%") : text;
}

export function digitsIn(text: string): number {
  return countUnits(text, isDigit);
}

export function vowelsIn(text: string): number {
  return countUnits(text, isVowel);
}

export function consonantsIn(text: string): number {
  return countUnits(text, (unit) => isLetter(unit) && !isVowel(unit));
}

/** Length in code points of the longest run of anything but ASCII letters and digits. */
export function longestSymbolRun(text: string): number {
  return longestRun(text, (unit) => !isLetter(unit) && !isDigit(unit));
}

export function longestDigitRun(text: string): number {
  return longestRun(text, isDigit);
}

/** What stands after the last `@`; missing without one. */
export function domainOf(text: string): string | null {
  const at = text.lastIndexOf("@");
  return at < 0 ? null : text.slice(at + 1);
}

function countUnits(text: string, counts: (unit: number) => boolean): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) if (counts(text.charCodeAt(i))) count++;
  return count;
}

function longestRun(text: string, belongs: (unit: number) => boolean): number {
  let longest = 0;
  let run = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (!belongs(unit)) run = 0;
    else if (!isLowSurrogate(unit)) run++;
    if (run > longest) longest = run;
  }
  return longest;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function isUpper(unit: number): boolean {
  return unit >= 65 && unit <= 90;
}

function isLetter(unit: number): boolean {
  return isUpper(unit) || (unit >= 97 && unit <= 122);
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

function isBlank(unit: number): boolean {
  return unit === 32 || unit === 9 || unit === 10 || unit === 13;
}

/** a e i o u, in either case. */
function isVowel(unit: number): boolean {
  const lower = isUpper(unit) ? unit + 32 : unit;
  return lower === 97 || lower === 101 || lower === 105 || lower === 111 || lower === 117;
}
