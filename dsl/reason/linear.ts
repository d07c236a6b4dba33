import type { BoundValue } from "../binder/bound.ts";
import { mayFail } from "../binder/may-fail.ts";
import type { AttributeIntervals } from "../binder/value-interval.ts";

/** A sum of values, each with a factor, and a number: `a - b + 3`. */
export interface Linear {
  readonly parts: readonly { readonly value: BoundValue; readonly factor: number }[];
  readonly constant: number;
  /** Computing it cannot fail: it is missing only where one of its parts is. */
  readonly total: boolean;
}

/** A number as a sum; what is neither added nor subtracted stays whole. Null for what is no number. */
export function linearOf(value: BoundValue, attributes: AttributeIntervals): Linear | null {
  if (!isNumber(value)) return null;
  switch (value.kind) {
    case "literal":
      return typeof value.value === "number" ? { parts: [], constant: value.value, total: true } : null;
    case "negate": {
      const inner = linearOf(value.operand, attributes);
      return inner && scaled(inner, -1);
    }
    case "arithmetic": {
      if (value.op !== "+" && value.op !== "-") return whole(value);
      const left = linearOf(value.left, attributes);
      const right = linearOf(value.right, attributes);
      if (left === null || right === null) return null;
      const sum = added(left, value.op === "+" ? right : scaled(right, -1));
      return mayFail(value, attributes) ? { ...sum, total: false } : sum;
    }
    default:
      return whole(value);
  }
}

export function difference(left: Linear, right: Linear): Linear {
  return added(left, scaled(right, -1));
}

function whole(value: BoundValue): Linear {
  return { parts: [{ value, factor: 1 }], constant: 0, total: true };
}

function added(a: Linear, b: Linear): Linear {
  return { parts: [...a.parts, ...b.parts], constant: a.constant + b.constant, total: a.total && b.total };
}

function scaled({ parts, constant, total }: Linear, by: number): Linear {
  return {
    parts: parts.map(({ value, factor }) => ({ value, factor: factor * by })),
    constant: constant * by,
    total,
  };
}

function isNumber({ type }: BoundValue): boolean {
  return type.kind === "int" || type.kind === "time" || type.kind === "duration";
}
