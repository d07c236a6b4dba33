import type { Plan } from "../plan/plan.ts";
import type { Wanted } from "../plan/reach.ts";
import { emitModule } from "./emit-module.ts";
import type { DataConstant } from "./module-data.ts";
import { runtimeStart } from "./runtime-lists.ts";
import { SUPPORT_NAMES } from "./support-names.ts";

/** The body of a function of (`support`, `data`) that returns `evaluate`, `attributes` and `useLists`. Same fragments as the TypeScript. */
export function emitJavaScript(plan: Plan, wanted: Wanted): { code: string; constants: readonly DataConstant[] } {
  const { body, constants } = emitModule(plan, wanted, "javascript");
  const lines = [
    '"use strict";',
    `const { ${SUPPORT_NAMES.join(", ")} } = support;`,
    ...constants.map((constant) =>
      constant.kind === "runtime"
        ? `let ${constant.name} = ${runtimeStart(constant)};`
        : `const ${constant.name} = data.${constant.name};`,
    ),
    "const EMPTY = new Set();",
    "let moment = 0;",
    "let today = 0;",
    ...body.map((line) => line.replace(/^export /, "")),
    constants.some(({ kind }) => kind === "runtime")
      ? "return { evaluate, attributes, useLists };"
      : "return { evaluate, attributes, useLists() {} };",
  ];
  return { code: lines.join("\n"), constants };
}
