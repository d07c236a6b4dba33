import type { InputRow } from "./user-input.ts";

/** Whether the row gives any of the facts that a provider looks up: then it was looked up. */
export function hasFact(row: InputRow, facts: readonly string[]): boolean {
  return facts.some((fact) => row[fact] !== undefined && row[fact] !== null);
}
