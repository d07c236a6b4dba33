import type { AttributeDecl } from "../../ast/declaration.ts";
import { optionalFix } from "../../binder/bind-attribute.ts";
import type { BoundAttribute } from "../../binder/bound.ts";
import { diagnostic } from "../../diagnostics/diagnostic.ts";
import { checkPolarity, checkValuePolarity } from "./check-polarity.ts";
import { NO_GUARDS } from "./guards.ts";
import { unknownParts } from "./missing-values.ts";
import type { PolarityContext } from "./report-negated.ts";

/** The polarity of an attribute's body; a condition declared `bool` must also be known for every user. */
export function checkAttributePolarity(
  { name, optional, body }: BoundAttribute,
  declaration: AttributeDecl,
  context: PolarityContext,
): void {
  if (body.kind === "value") {
    checkValuePolarity(body.value, context);
    return;
  }
  checkPolarity(body.condition, context);
  const [unknown] = unknownParts(body.condition, NO_GUARDS, context.attributes);
  if (unknown === undefined || optional) return;
  const secondary = [{ span: declaration.type.span, message: "declared here" }];
  const fixes = [optionalFix(declaration)];
  context.report(diagnostic("TC0304", unknown.span, { name, value: context.text(unknown.span) }, { secondary, fixes }));
}
