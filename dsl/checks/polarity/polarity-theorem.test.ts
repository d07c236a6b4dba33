import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { BoundCondition, BoundSelect, BoundValue, Scalar } from "../../binder/bound.ts";
import { checkPack } from "../check-pack.ts";

/*
 * What the polarity rule is for: of a condition that it accepts, three-valued logic and "a comparison with a missing value
 * is false" give the same matches, for every user.
 */
type Row = Readonly<Record<string, Scalar | null>>;
interface World {
  readonly attributes: Row;
  readonly ips: readonly Row[];
}
type Truth = boolean | null;
/** What a comparison with a missing value is: unknown, or false. */
type OnMissing = null | false;

const ATTRIBUTES = [
  "attribute a : bool? = user.email.mx",
  "attribute b : bool? = user.email.free",
  "attribute c : bool = user.anonymous",
  "attribute x : int? = user.email.rank",
  "attribute y : int = user.ip_count",
  "",
].join("\n");

const userAtom = fc.constantFrom(
  "a",
  "b",
  "c",
  "x > 1",
  "x == 2",
  "x != 2",
  "y != 2",
  "x not in [1, 2]",
  "x in 1..2",
  "x is present",
  "x is missing",
  "a is present",
  "b is missing",
  "(x ?? 2) != 2",
  "x + y > 3",
  "(a ?? c)",
  "y > 1",
);
const rowAtom = fc
  .constantFrom(
    ".tor",
    ".vpn",
    ".asn == 2",
    ".asn != 2",
    ".asn != x",
    ".user_count > 1",
    ".tor is present",
    ".asn is missing",
    ".asn is present",
    "x == .asn",
    ".tor ?? false",
  )
  .map((text) => (text.includes("??") ? `(${text})` : text));

const inline = (atom: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.letrec<{ e: string }>((tie) => ({
    e: fc.oneof(
      { maxDepth: 3, depthSize: "small" },
      atom,
      tie("e").map((e) => `not (${e})`),
      fc.tuple(tie("e"), tie("e")).map(([l, r]) => `((${l}) and (${r}))`),
      fc.tuple(tie("e"), tie("e")).map(([l, r]) => `((${l}) or (${r}))`),
    ),
  })).e;

const rowCondition = inline(rowAtom);
const count = fc
  .tuple(rowCondition, fc.constantFrom("== 0", "> 0", "!= 0", ">= 2", "== 1"))
  .map(([where, bound]) => `count(ips where ${where}) ${bound}`);
const line: fc.Arbitrary<string> = fc.letrec<{ line: string }>((tie) => ({
  line: fc.oneof(
    { maxDepth: 2, depthSize: "small" },
    inline(fc.oneof(userAtom, count)),
    fc
      .tuple(fc.constantFrom("any ip", "no ip", "every ip"), fc.array(rowCondition, { minLength: 1, maxLength: 2 }))
      .map(braces),
    fc.tuple(fc.constantFrom("any", "all", "none"), fc.array(tie("line"), { minLength: 1, maxLength: 2 })).map(braces),
  ),
})).line;
const condition = fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.join("\n"));

function braces([word, lines]: readonly [string, readonly string[]]): string {
  return `${word} {\n${lines.join("\n")}\n}`;
}

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 2 });
const small = fc.integer({ min: 0, max: 3 });
const world: fc.Arbitrary<World> = fc.record({
  attributes: fc.record({ a: maybe(fc.boolean()), b: maybe(fc.boolean()), c: fc.boolean(), x: maybe(small), y: small }),
  ips: fc.array(
    fc.record({ tor: maybe(fc.boolean()), vpn: maybe(fc.boolean()), asn: maybe(small), user_count: small }),
    { maxLength: 3 },
  ),
});

it("makes both readings of a missing value agree on every accepted condition", () => {
  const seen = { accepted: 0, refused: 0, unknown: 0, true: 0 };
  fc.assert(
    fc.property(condition, fc.array(world, { minLength: 12, maxLength: 12 }), (text, worlds) => {
      const { pack, diagnostics } = checkPack({
        files: [{ path: "X01_a.tocsin", text: `${ATTRIBUTES}rule X01 "t" {\nwhen {\n${text}\n}\n}\n` }],
        listFiles: new Map(),
      });
      const errors = diagnostics.filter(({ severity }) => severity === "error");
      expect(
        errors.filter(({ code }) => code !== "TC0301"),
        text,
      ).toEqual([]);
      const when = pack?.rules[0]?.when;
      if (when === undefined) {
        seen.refused += 1;
        return;
      }
      seen.accepted += 1;
      for (const user of worlds) {
        const kleene = evaluate(when, user, null, null);
        seen.unknown += kleene === null ? 1 : 0;
        seen.true += kleene === true ? 1 : 0;
        expect(evaluate(when, user, null, false) === true, text).toBe(kleene === true);
      }
    }),
    { numRuns: 800 },
  );
  // the property says nothing if all is refused, or if nothing accepted can be unknown
  expect(seen.accepted).toBeGreaterThan(50);
  expect(seen.refused).toBeGreaterThan(50);
  expect(seen.unknown).toBeGreaterThan(50);
  expect(seen.true).toBeGreaterThan(50);
});

function evaluate(node: BoundCondition, user: World, row: Row | null, missing: OnMissing): Truth {
  const of = (inner: BoundCondition, at = row) => evaluate(inner, user, at, missing);
  const value = (inner: BoundValue) => read(inner, user, row, missing);
  const compared = (operands: readonly BoundValue[], test: (...values: Scalar[]) => boolean): Truth => {
    const values = operands.map(value);
    const present = values.filter((one) => one !== null);
    return present.length === values.length ? test(...present) : missing;
  };
  switch (node.kind) {
    case "truth":
      return compared([node.value], (v) => v === true);
    case "compare":
      return compared([node.left, node.right], (l, r) => compareScalars(node.op, l, r));
    case "in_range":
      return compared([node.operand, node.low, node.high], (v, low, high) => v >= low && v <= high);
    case "in_list": {
      const list = node.list.kind === "list_literal" ? node.list.values : [];
      return compared([node.operand], (v) => list.includes(v));
    }
    case "is":
      return (value(node.operand) !== null) === node.present;
    case "not":
      return negate(of(node.operand));
    case "and":
      return every(node.operands.map((operand) => of(operand)));
    case "or":
      return negate(every(node.operands.map((operand) => negate(of(operand)))));
    case "quantifier": {
      const results = user.ips.map((ip) => of(node.body, ip));
      if (node.op === "every") return every(results);
      const any = negate(every(results.map(negate)));
      return node.op === "any" ? any : negate(any);
    }
    default:
      throw new Error(`not generated: ${node.kind}`);
  }
}

function read(node: BoundValue, user: World, row: Row | null, missing: OnMissing): Scalar | null {
  switch (node.kind) {
    case "literal":
      return node.value;
    case "attribute_ref":
      return user.attributes[node.name] ?? null;
    case "row_field":
      return row?.[node.path.join(".")] ?? null;
    case "coalesce":
      return read(node.left, user, row, missing) ?? read(node.right, user, row, missing);
    case "arithmetic": {
      const left = read(node.left, user, row, missing);
      const right = read(node.right, user, row, missing);
      return left === null || right === null ? null : Number(left) + Number(right);
    }
    case "aggregate":
      return kept(node.select, user, missing).length;
    default:
      throw new Error(`not generated: ${node.kind}`);
  }
}

function kept({ where }: BoundSelect, user: World, missing: OnMissing): readonly Row[] {
  return where === null ? user.ips : user.ips.filter((ip) => evaluate(where, user, ip, missing) === true);
}

function compareScalars(op: string, left: Scalar, right: Scalar): boolean {
  if (op === "==") return left === right;
  if (op === "!=") return left !== right;
  if (op === ">") return left > right;
  if (op === ">=") return left >= right;
  throw new Error(`not generated: ${op}`);
}

const negate = (truth: Truth): Truth => (truth === null ? null : !truth);

function every(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes(null) ? null : true;
}
