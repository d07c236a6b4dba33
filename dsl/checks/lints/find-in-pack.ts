import type { Span } from "../../ast/node.ts";
import type { BoundCondition, BoundPack } from "../../binder/bound.ts";
import type { Reasoner } from "../../reason/create-reasoner.ts";
import { findingsOf, type Finding } from "../../reason/findings.ts";
import { rootsOf, rootsOfValue, type Root } from "../../reason/roots.ts";

/** A condition and the declaration it is part of. */
export interface PlacedRoot {
  readonly root: Root;
  readonly declaration: Span;
}

export interface PlacedFinding {
  readonly finding: Finding;
  readonly declaration: Span;
}

/** The conditions of all rules, attributes and defines, and those on the rows inside them. */
export function rootsInPack(pack: BoundPack): readonly PlacedRoot[] {
  return [
    ...pack.rules.flatMap(({ when, except, span }) => placed([...rootsOf(when), ...optional(except)], span)),
    ...pack.attributes.flatMap(({ body, span }) =>
      placed(body.kind === "value" ? rootsOfValue(body.value) : rootsOf(body.condition), span),
    ),
    ...pack.defines.flatMap(({ condition, span }) => placed(rootsOf(condition), span)),
  ];
}

export function findIn(roots: readonly PlacedRoot[], reasoner: Reasoner): readonly PlacedFinding[] {
  return roots.flatMap(({ root: { condition, names }, declaration }) =>
    findingsOf(reasoner.claim(condition, true, names)).map((finding) => ({ finding, declaration })),
  );
}

function optional(condition: BoundCondition | null): readonly Root[] {
  return condition === null ? [] : rootsOf(condition);
}

function placed(roots: readonly Root[], declaration: Span): readonly PlacedRoot[] {
  return roots.map((root) => ({ root, declaration }));
}

/** What is expanded from a `define` stands elsewhere, and is told there if it is so for every argument. */
export function isInside(span: Span, declaration: Span): boolean {
  return span.file === declaration.file && declaration.start <= span.start && span.end <= declaration.end;
}
