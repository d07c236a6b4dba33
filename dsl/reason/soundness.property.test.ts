import fc from "fast-check";
import { expect, it } from "vitest";
import { AS_OF } from "../../compiler/verify/arbitraries/pools.ts";
import { programArbitrary, usersArbitrary } from "../../compiler/verify/arbitraries/sample.ts";
import type { DescribedUser } from "../../compiler/verify/described-relations.ts";
import { loadEvaluator, lower, type Outcome } from "../../compiler/index.ts";
import type { BoundCondition, BoundPack } from "../binder/bound.ts";
import { checkPack, type PackFile } from "../checks/check-pack.ts";
import { entails, excludes, isNever } from "./compare-claims.ts";
import { createReasoner } from "./create-reasoner.ts";
import { findingsOf } from "./findings.ts";
import { matchesOnlyWith } from "./matches-only-with.ts";
import { CLOSE_SHARED, closeLine } from "./testing/close-conditions.ts";
import { withinRanges } from "./testing/within-ranges.ts";

const USERS = 24;
/** Shrinking a population takes long; what was found by then is told. */
const LIMIT = { interruptAfterTimeLimit: 50_000 } as const;
const users = usersArbitrary(USERS).map((all) => all.map((user) => ({ ...user, context: withinRanges(user.context) })));

/** Rules whose lines are so close to each other that there is something to be said about most of them. */
const closePack: fc.Arbitrary<BoundPack> = fc
  .array(fc.array(closeLine, { minLength: 1, maxLength: 3 }), { minLength: 6, maxLength: 10 })
  .map((rules) => {
    const files = rules.map((lines, i) => ({
      path: `X${10 + i}_t.tocsin`,
      text: `rule X${10 + i} "t" {\nwhen {\n${lines.join("\n")}\n}\n}\n`,
    }));
    return withoutRefused([{ path: "shared.tocsin", text: CLOSE_SHARED }, ...files]);
  });

function withoutRefused(files: readonly PackFile[]): BoundPack {
  const { pack, diagnostics } = checkPack({ files, listFiles: new Map() });
  if (pack !== null) return pack;
  const refused = new Set(diagnostics.flatMap(({ severity, span }) => (severity === "error" ? [span.file] : [])));
  return withoutRefused(files.filter(({ path }) => !refused.has(path)));
}

type Verdict = "never" | "always" | "implies" | "excludes" | "matches only with";

/** Whether two rules had this pair of outcomes for some user. */
type Seen = (left: Outcome, right: Outcome) => boolean;

/** What is said about the rules of a pack, each with the outcomes that it rules out. */
function verdictsOf(
  pack: BoundPack,
): readonly { verdict: Verdict; ids: readonly string[]; refutes: (seen: Seen) => boolean }[] {
  const reasoner = createReasoner(pack.attributes);
  const read = pack.rules.map(({ id, when, except }) => ({
    id,
    plain: except === null,
    when: reasoner.claim(when, true),
    not: reasoner.claim(when, false),
    except: except && reasoner.claim(except, true),
  }));
  const outcomes: readonly Outcome[] = [true, false, null];
  const any = (seen: Seen, left: Outcome) => outcomes.some((right) => seen(left, right));
  return read.flatMap((a) =>
    read.flatMap((b) => {
      const ids = [a.id, b.id];
      const said = (verdict: Verdict, refutes: (seen: Seen) => boolean) => [{ verdict, ids, refutes }];
      const both = a.plain && b.plain;
      const alone = a === b && a.plain;
      return [
        ...(a === b && isNever(a.when) ? said("never", (seen) => any(seen, true)) : []),
        ...(alone && isNever(a.not) ? said("always", (seen) => any(seen, false)) : []),
        ...(a !== b && both && entails(a.when, b.when)
          ? said("implies", (seen) => seen(true, false) || seen(true, null))
          : []),
        ...(a !== b && excludes(a.when, b.when) ? said("excludes", (seen) => seen(true, true)) : []),
        ...(a !== b && matchesOnlyWith(a, b)
          ? said("matches only with", (seen) => seen(true, false) || seen(true, null))
          : []),
      ];
    }),
  );
}

/** The verdicts on a pack that a user contradicts. */
function refuted(
  pack: BoundPack,
  population: readonly DescribedUser[],
  counts: Map<Verdict, number>,
): readonly string[] {
  const verdicts = verdictsOf(pack);
  const plan = lower(pack);
  const { evaluate } = loadEvaluator(plan);
  const judged = population.map(({ context }) => [...evaluate(context, AS_OF)]);
  const place = new Map(plan.rules.map(({ id }, i) => [id, i]));
  return verdicts.flatMap(({ verdict, ids, refutes }) => {
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
    const [a = -1, b = -1] = ids.map((id) => place.get(id) ?? -1);
    const seen: Seen = (left, right) => judged.some((outcomes) => outcomes[a] === left && outcomes[b] === right);
    return refutes(seen) ? [`${verdict} ${ids.join(" ")}`] : [];
  });
}

it("says nothing about close rules that a user contradicts", () => {
  const counts = new Map<Verdict, number>();
  fc.assert(
    fc.property(closePack, users, (pack, population) => {
      expect(refuted(pack, population, counts)).toEqual([]);
    }),
    { numRuns: 200, ...LIMIT },
  );
});

it("has much to say about close rules", () => {
  const counts = new Map<Verdict, number>();
  let needless = 0;
  // of a fixed seed: how much there is to say must not depend on the day
  for (const pack of fc.sample(closePack, { seed: 20260301, numRuns: 300 })) {
    needless += withoutNeedlessLines(pack).rules.length / 2;
    for (const { verdict } of verdictsOf(pack)) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  }
  expect(counts.get("never")).toBeGreaterThan(40);
  expect(counts.get("always")).toBeGreaterThan(5);
  expect(counts.get("implies")).toBeGreaterThan(50);
  expect(counts.get("excludes")).toBeGreaterThan(100);
  expect(needless).toBeGreaterThan(20);
});

/** Beside each rule the same one without a line that is said to add nothing. */
function withoutNeedlessLines(pack: BoundPack): BoundPack {
  const reasoner = createReasoner(pack.attributes);
  const rules = pack.rules.flatMap((rule) => {
    const { when } = rule;
    if (when.kind !== "and") return [];
    const needless = findingsOf(reasoner.claim(when, true)).flatMap((found) =>
      found.kind === "needless" ? [found.line] : [],
    );
    return when.operands.flatMap((operand, i) => {
      if (!needless.some(({ span }) => span === operand.span)) return [];
      const shorter: BoundCondition = { ...when, operands: when.operands.filter((other) => other !== operand) };
      return [rule, { ...rule, id: `${rule.id}_${i}`, when: shorter }];
    });
  });
  return { ...pack, rules };
}

it("says of no line that it adds nothing where it does", () => {
  fc.assert(
    fc.property(closePack, users, (pack, population) => {
      const shortened = withoutNeedlessLines(pack);
      const { evaluate } = loadEvaluator(lower(shortened));
      for (const { context } of population) {
        const matches = [...evaluate(context, AS_OF)].map((outcome) => outcome === true);
        for (let i = 0; i < matches.length; i += 2) expect(matches[i + 1], shortened.rules[i + 1]?.id).toBe(matches[i]);
      }
    }),
    { numRuns: 150, ...LIMIT },
  );
});

it("says nothing about any program that a user contradicts", () => {
  const counts = new Map<Verdict, number>();
  fc.assert(
    fc.property(programArbitrary, users, ({ pack }, population) => {
      expect(refuted(pack, population, counts)).toEqual([]);
    }),
    { numRuns: 100, ...LIMIT },
  );
});
