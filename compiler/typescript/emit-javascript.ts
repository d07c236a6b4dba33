import type { Plan } from "../plan/plan.ts";
import type { Wanted } from "../plan/reach.ts";
import { emitModule } from "./emit-module.ts";
import type { DataConstant } from "./module-data.ts";
import { SUPPORT_NAMES } from "./support-names.ts";

/** The body of a function of (`support`, `data`) that returns `evaluate` and `attributes`. Same fragments as the TypeScript. */
export function emitJavaScript(plan: Plan, wanted: Wanted): { code: string; constants: readonly DataConstant[] } {
  const { body, constants } = emitModule(plan, wanted, "javascript");
  const lines = [
    '"use strict";',
    `const { ${SUPPORT_NAMES.join(", ")} } = support;`,
    ...constants.map(({ name }) => `const ${name} = data.${name};`),
    "const EMPTY = new Set();",
    "let moment = 0;",
    "let today = 0;",
    ...body.map((line) => line.replace(/^export /, "")),
    "return { evaluate, attributes };",
  ];
  return { code: lines.join("\n"), constants };
}
