import type { FunctionSpec } from "../types/functions.ts";

/** `(string) → int`, `(int, int, …) → int`. */
export function functionDetail({ params, variadic, result, optional }: FunctionSpec): string {
  return `(${params.join(", ")}${variadic ? ", …" : ""}) → ${result}${optional ? "?" : ""}`;
}
