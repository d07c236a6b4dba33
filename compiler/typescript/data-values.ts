import { createNetworkSet } from "../functions/networks.ts";
import type { DataConstant } from "./module-data.ts";

/** The lists and maps of a plan, as loaded code reads them. */
export function dataValues(constants: readonly DataConstant[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(constants.map((constant) => [constant.name, dataValue(constant)]));
}

function dataValue(constant: DataConstant): unknown {
  switch (constant.kind) {
    case "set":
      return new Set(constant.values);
    case "needles":
      return constant.values;
    case "networks":
      return createNetworkSet(constant.values);
    case "map":
      return new Map(constant.entries);
    // Not a value of the module's making: `useLists` brings it.
    case "runtime":
      return undefined;
  }
}
