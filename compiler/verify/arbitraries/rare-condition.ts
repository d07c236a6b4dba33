import type { ElementType } from "../../../dsl/types/type.ts";
import { type Need, type Scope, totalOr } from "./program-scope.ts";
import { INT_FUNCTIONS, simpleValue } from "./value-text.ts";

const STRING: ElementType = { kind: "string" };

/** What would come up too seldom by choosing at every turn: functions of text one by one, and tests against runtime lists. */
export function rareCondition(scope: Scope, need: Need): string {
  const { draw } = scope;
  const text = (): string => simpleValue(STRING, scope, need);
  return draw.oneOf([
    () => {
      const call = `${draw.pick(INT_FUNCTIONS)}(${text()})`;
      return `${totalOr(call, "0", need)} ${draw.pick(["==", "<", ">"])} ${draw.int(0, 5)}`;
    },
    () => `${text()} ${draw.pick(["contains", "starts with", "ends with"])} any of watched ignoring case`,
    () => `${text()} in watched`,
    () => (scope.row === null ? `distinct(.url of events) overlaps watched` : `${text()} contains any of watched`),
  ]);
}
