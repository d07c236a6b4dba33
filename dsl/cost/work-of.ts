import { conditionChildren, operandsOf, valueChildren } from "../binder/bound-children.ts";
import type { BoundCondition, BoundSelect, BoundValue } from "../binder/bound.ts";
import { ROW_CAP } from "../types/sources.ts";
import { type Cost, type CostClass, NO_COST, sumOfCosts } from "./cost.ts";

/** Told of every attribute that is read: both targets compute it once a user, so that it is counted elsewhere. */
export type Reads = (attribute: string) => void;

/** What an expression costs where it stands, and what it costs once a user wherever it stands. */
export interface Work {
  /** Parts evaluated each time: for every row, inside of one. */
  readonly here: number;
  /** Scans of rows. */
  readonly once: Cost;
}

export function conditionWork(condition: BoundCondition, reads: Reads): Work {
  if (condition.kind === "quantifier") return scanWork(condition.select, [conditionWork(condition.body, reads)], reads);
  if (condition.kind === "sequence") {
    const { select, by, steps, until } = condition;
    const lines = [...steps.map((step) => step.condition), ...(until === null ? [] : [until.condition])];
    const ofRow = lines.map((line) => conditionWork(line, reads));
    return scanWork(select, by === null ? ofRow : [valueWork(by, reads), ...ofRow], reads);
  }
  return sumOfWork([
    ONE_PART,
    ...operandsOf(condition).map((operand) => valueWork(operand, reads)),
    ...conditionChildren(condition).map((child) => conditionWork(child, reads)),
  ]);
}

export function valueWork(value: BoundValue, reads: Reads): Work {
  switch (value.kind) {
    case "aggregate":
      return scanWork(value.select, value.value === null ? [] : [valueWork(value.value, reads)], reads);
    case "row_field":
      return value.row === "user" ? { here: 1, once: { ...NO_COST, class: "profile" } } : ONE_PART;
    case "attribute_ref":
      reads(value.name);
      return ONE_PART;
    default:
      return sumOfWork([ONE_PART, ...valueChildren(value).map((child) => valueWork(child, reads))]);
  }
}

const ONE_PART: Work = { here: 1, once: NO_COST };

/**
 * Rows × the work of a row. An aggregate inside of a row is a scan of its own, grouped by its keys: it is added, not
 * multiplied, and each row only looks its group up.
 */
function scanWork(select: BoundSelect, ofRow: readonly Work[], reads: Reads): Work {
  const { source, where, last } = select;
  const ties = select.differs === null ? select.ties : [...select.ties, select.differs];
  const rows = Math.min(last ?? ROW_CAP, ROW_CAP);
  const inside = sumOfWork([
    ...(where === null ? [] : [conditionWork(where, reads)]),
    ...ties.map(({ inner }) => valueWork(inner, reads)),
    ...ofRow,
  ]);
  const own: CostClass = isOfPeers(source) ? "peers" : ties.length > 0 ? "tied rows" : "rows";
  const scan: Cost = { class: own, rowVisits: rows, steps: rows * (1 + inside.here) };
  const keys = sumOfWork(ties.map(({ outer }) => valueWork(outer, reads)));
  return { here: 1 + keys.here, once: sumOfCosts([scan, inside.once, keys.once]) };
}

/** Rows of other users. */
function isOfPeers(source: string): boolean {
  return source.startsWith("peers");
}

function sumOfWork(works: readonly Work[]): Work {
  return { here: works.reduce((sum, { here }) => sum + here, 0), once: sumOfCosts(works.map(({ once }) => once)) };
}

/** All of it, for one user. */
export function totalOf({ here, once }: Work): Cost {
  return { ...once, steps: here + once.steps };
}
