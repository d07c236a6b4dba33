/** What would have to change, or what holds: sets of numbered changes, each sorted. */
export type ChangeSet = readonly number[];

export interface Family {
  /** Smallest first; none contains another. */
  readonly sets: readonly ChangeSet[];
  /** False where sets were left out for being too many. */
  readonly complete: boolean;
}

/** The most sets that are followed at once: what is beyond is larger than what is kept. */
export const MOST_SETS = 64;

/** Nothing has to change. */
export const NOTHING: Family = { sets: [[]], complete: true };
/** Nothing would help. */
export const IMPOSSIBLE: Family = { sets: [], complete: true };

export function single(change: number): Family {
  return { sets: [[change]], complete: true };
}

/** One of the families is enough. */
export function oneOf(families: readonly Family[]): Family {
  return minimal(
    families.flatMap(({ sets }) => sets),
    families.every(({ complete }) => complete),
  );
}

/** All of the families are needed. `fits` refuses two changes that exclude each other. */
export function allTogether(families: readonly Family[], fits: (a: number, b: number) => boolean): Family {
  return families.reduce<Family>((before, family) => {
    const sets = before.sets.flatMap((left) =>
      family.sets.flatMap((right) => {
        const set = merged(left, right, fits);
        return set === null ? [] : [set];
      }),
    );
    return minimal(sets, before.complete && family.complete);
  }, NOTHING);
}

function merged(left: ChangeSet, right: ChangeSet, fits: (a: number, b: number) => boolean): ChangeSet | null {
  if (left.length === 0) return right;
  if (right.length === 0) return left;
  if (left.some((a) => right.some((b) => !fits(a, b)))) return null;
  return [...new Set([...left, ...right])].toSorted((a, b) => a - b);
}

function minimal(sets: readonly ChangeSet[], complete: boolean): Family {
  const kept: ChangeSet[] = [];
  for (const set of sets.toSorted((a, b) => a.length - b.length)) {
    if (kept.some((smaller) => isSubset(smaller, set))) continue;
    if (kept.length === MOST_SETS) return { sets: kept, complete: false };
    kept.push(set);
  }
  return { sets: kept, complete };
}

function isSubset(smaller: ChangeSet, larger: ChangeSet): boolean {
  return smaller.every((change) => larger.includes(change));
}
