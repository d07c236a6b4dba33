import { bindBlock, bindCondition } from "./bind-condition.ts";
import { bindOperand } from "./bind-operand.ts";
import { bindQuantifierSelect, bindSelect } from "./bind-select.ts";
import type { BindParts } from "./scope.ts";

/** Ties the mutually recursive parts of the binder together. */
export const BIND_PARTS: BindParts = {
  operand: bindOperand,
  condition: bindCondition,
  block: bindBlock,
  select: bindSelect,
  quantifierSelect: bindQuantifierSelect,
};
