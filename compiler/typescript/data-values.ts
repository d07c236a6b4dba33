import type { DataConstant } from "./module-data.ts";
import type * as support from "./support.ts";

/** The lists and maps of a plan, as loaded code reads them. */
export function dataValues(constants: readonly DataConstant[], makers: DataMakers): Readonly<Record<string, unknown>> {
  return Object.fromEntries(constants.map((constant) => [constant.name, dataValue(constant, makers)]));
}

/** The functions of the support module that make data. */
export type DataMakers = Pick<typeof support, "createMatcher" | "createNeedleTest" | "createNetworkSet">;

function dataValue(constant: DataConstant, { createMatcher, createNeedleTest, createNetworkSet }: DataMakers): unknown {
  switch (constant.kind) {
    case "set":
      return new Set(constant.values);
    case "needles":
      return createNeedleTest(constant.place, constant.values, constant.ignoringCase);
    case "networks":
      return createNetworkSet(constant.values);
    case "pattern":
      return createMatcher(constant.pattern, constant.ignoringCase);
    case "map":
      return new Map(constant.entries);
    // Not a value of the module's making: `useLists` brings it.
    case "runtime":
      return undefined;
  }
}
