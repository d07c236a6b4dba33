/** A set of small numbers, of a size given at its making; the operations that fill an automaton's tables. */
export type BitSet = Uint32Array;

export function bitSet(size: number): BitSet {
  return new Uint32Array(Math.max(1, Math.ceil(size / 32)));
}

export function add(set: BitSet, member: number): void {
  set[member >>> 5] = (set[member >>> 5] ?? 0) | (1 << (member & 31));
}

export function remove(set: BitSet, member: number): void {
  set[member >>> 5] = (set[member >>> 5] ?? 0) & ~(1 << (member & 31));
}

export function has(set: BitSet, member: number): boolean {
  return ((set[member >>> 5] ?? 0) & (1 << (member & 31))) !== 0;
}

/** Adds the members of `other`. */
export function addAll(set: BitSet, other: BitSet): void {
  for (let i = 0; i < set.length; i++) set[i] = (set[i] ?? 0) | (other[i] ?? 0);
}

/** Keeps only members of `other`. */
export function keepAll(set: BitSet, other: BitSet): void {
  for (let i = 0; i < set.length; i++) set[i] = (set[i] ?? 0) & (other[i] ?? 0);
}

export function meets(set: BitSet, other: BitSet): boolean {
  for (let i = 0; i < set.length; i++) if (((set[i] ?? 0) & (other[i] ?? 0)) !== 0) return true;
  return false;
}

export function isEmpty(set: BitSet): boolean {
  return set.every((word) => word === 0);
}

/** In ascending order. */
export function forEach(set: BitSet, visit: (member: number) => void): void {
  for (let i = 0; i < set.length; i++) {
    let word = set[i] ?? 0;
    while (word !== 0) {
      const bit = 31 - Math.clz32(word & -word);
      visit(i * 32 + bit);
      word &= word - 1;
    }
  }
}

/** Equal for equal sets of one size. */
export function keyOf(set: BitSet): string {
  return set.join();
}
