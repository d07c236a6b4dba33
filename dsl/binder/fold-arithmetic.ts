import type { ArithmeticOp } from "../ast/operators.ts";
import { MAX_INT } from "../types/limits.ts";

/** The exact result of an operation on constants, or why there is none. */
export function foldArithmetic(op: ArithmeticOp, left: number, right: number): number | { readonly reason: string } {
  if ((op === "div" || op === "mod") && right === 0) return { reason: "it divides by zero" };
  const result = exact(op, BigInt(left), BigInt(right));
  if (result > BigInt(MAX_INT) || result < -BigInt(MAX_INT)) return { reason: "integers end at 9,007,199,254,740,991" };
  return Number(result);
}

function exact(op: ArithmeticOp, left: bigint, right: bigint): bigint {
  switch (op) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "div":
      return left / right;
    case "mod":
      return left % right;
  }
}
