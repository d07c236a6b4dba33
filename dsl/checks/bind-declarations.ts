import type { TestDecl } from "../ast/test-decl.ts";
import { bindDefineAlone } from "../binder/bind-define-call.ts";
import { bindGiven } from "../binder/bind-given.ts";
import { bindList, type ListText } from "../binder/bind-list.ts";
import { bindMap } from "../binder/bind-map.ts";
import { bindPreset } from "../binder/bind-preset.ts";
import { bindRule } from "../binder/bind-rule.ts";
import { bindTest, DEFAULT_TEST_AS_OF } from "../binder/bind-test.ts";
import type { BoundAttribute, BoundPack } from "../binder/bound.ts";
import type { PackEnv } from "../binder/create-env.ts";
import { orderAttributes } from "../binder/order-attributes.ts";
import { rootScope } from "../binder/scope.ts";
import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import type { DeclarationMemo } from "./declaration-memory.ts";
import { checkAttributePolarity } from "./polarity/check-attribute.ts";
import { checkPartitionCounts } from "./partition-count.ts";
import { checkPatternCounts } from "./pattern-count.ts";
import { checkPolarity } from "./polarity/check-polarity.ts";
import type { PolarityContext } from "./polarity/report-negated.ts";

type Report = (diagnostic: Diagnostic) => void;

export interface BindOptions {
  /** The tests that are judged by this pack. */
  readonly tests: readonly TestDecl[];
  readonly listText: ListText;
  readonly report: Report;
}

/** Binds and checks every declaration, so that each reports its own mistakes. Null when one of them failed. */
export function bindDeclarations(
  env: PackEnv,
  { listText, report, ...options }: BindOptions,
  { once }: DeclarationMemo,
): BoundPack | null {
  const { symbols } = env;
  const scope = (reportOwn: Report) => rootScope(env, reportOwn, () => {});
  const polarity = (reportOwn: Report): PolarityContext => ({
    report: reportOwn,
    text: env.text,
    attributes: env.attributeInterval,
  });
  const named = [...symbols.named.values()];

  const constants = named
    .filter((declaration) => declaration.kind === "const")
    .map(({ name }) => env.constant(name.text));
  const lists = named
    .filter((declaration) => declaration.kind === "list")
    .map((list) => once(list, "bind", (own) => bindList(list, listText, scope(own))));
  const maps = named
    .filter((declaration) => declaration.kind === "map")
    .map((map) => once(map, "bind", (own) => bindMap(map, scope(own))));
  const defines = named
    .filter((declaration) => declaration.kind === "define")
    .map((define) =>
      once(define, "bind", (own) => {
        const condition = bindDefineAlone(define, scope(own));
        if (condition !== null) checkPolarity(condition, polarity(own));
        return condition && { name: define.name.text, condition, span: define.span };
      }),
    );
  const attributes = named
    .filter((declaration) => declaration.kind === "attribute")
    .map((declaration) => {
      const attribute = env.attribute(declaration.name.text);
      if (attribute !== null)
        once(declaration, "check", (own) => checkAttributePolarity(attribute, declaration, polarity(own)));
      return attribute;
    });
  const rules = [...symbols.rules.values()].map((declaration) =>
    once(declaration, "bind", (own) => {
      const rule = bindRule(declaration, scope(own));
      if (rule !== null) checkPolarity(rule.when, polarity(own));
      if (rule !== null && rule.except !== null) checkPolarity(rule.except, polarity(own));
      return rule;
    }),
  );
  const presets = [...symbols.presets.values()].map((preset) =>
    once(preset, "bind", (own) => bindPreset(preset, scope(own))),
  );
  const fixtures = [...symbols.fixtures.values()].map((fixture) =>
    once(fixture, "bind", (own) => bindGiven(fixture.given, DEFAULT_TEST_AS_OF, scope(own))),
  );
  const tests = options.tests.map((declaration) =>
    once(declaration, "bind", (own) => {
      const test = bindTest(declaration, scope(own));
      for (const { condition } of test?.cases.flatMap(({ conditions }) => conditions) ?? [])
        checkPolarity(condition, polarity(own));
      return test;
    }),
  );

  const ordered = inOrder(attributes, env, report);
  const boundLists = allOf(lists);
  const boundMaps = allOf(maps);
  const boundRules = allOf(rules);
  const boundTests = allOf(tests);
  const boundDefines = allOf(defines);
  if (allOf(constants) === null || boundDefines === null || allOf(fixtures) === null) return null;
  if (ordered === null || boundLists === null || boundMaps === null || boundRules === null || boundTests === null)
    return null;
  const placeOf = (name: string) => symbols.rules.get(name)?.id.span ?? symbols.named.get(name)?.name.span;
  checkPatternCounts(ordered, boundRules, placeOf, report);
  checkPartitionCounts(ordered, boundRules, placeOf, report);
  return {
    lists: new Map(boundLists.map((list) => [list.name, list])),
    maps: new Map(boundMaps.map((map) => [map.name, map])),
    defines: boundDefines,
    attributes: ordered,
    rules: boundRules.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)),
    presets: presets.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
    tests: boundTests,
    unchanged: null,
  };
}

/** Attributes with what they read before them; null, after a report, when they read each other in a circle. */
function inOrder(
  attributes: readonly (BoundAttribute | null)[],
  env: PackEnv,
  report: Report,
): readonly BoundAttribute[] | null {
  const order = orderAttributes(env.reads);
  if (order.kind === "circle") {
    const [first = ""] = order.names;
    const declaration = env.symbols.named.get(first);
    if (declaration !== undefined) report(diagnostic("TC0110", declaration.name.span, { names: order.names }));
    return null;
  }
  const bound = allOf(attributes);
  const byName = new Map(bound?.map((attribute) => [attribute.name, attribute]));
  return bound && order.names.flatMap((name) => byName.get(name) ?? []);
}

function allOf<T>(items: readonly (T | null)[]): readonly T[] | null {
  const present = items.filter((item) => item !== null);
  return present.length === items.length ? present : null;
}
