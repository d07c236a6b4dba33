import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { checkPack } from "../../dsl/checks/check-pack.ts";
import type { PeerSource } from "../../dsl/types/sources.ts";
import type { UserContext } from "../../dsl/types/user-context.ts";
import { loadEvaluator } from "../typescript/load-evaluator.ts";
import { AS_OF } from "../verify/arbitraries/pools.ts";
import { entriesArbitrary, membersArbitrary, peersProgramArbitrary } from "../verify/arbitraries/sample.ts";
import { PEER_SOURCES, withPeers } from "../verify/population.ts";
import { lower } from "./lower.ts";
import { peerQuestions } from "./peer-questions.ts";
import type { Plan } from "./plan.ts";
import { reach } from "./reach.ts";
import { runtimeLists } from "./list-entries.ts";

/** So low that a dozen members reach them. */
const CAPS = { value: 4, rows: 5 };
const NONE = Object.fromEntries(PEER_SOURCES.map((source): [string, never[]] => [source, []]));

function planOf(when: string, more = ""): Plan {
  const text = `${more}\nrule X01 "T" { when ${when} }`;
  const { pack, diagnostics } = checkPack({ files: [{ path: "X01_tested.tocsin", text }], listFiles: new Map() });
  if (pack === null) throw new Error(JSON.stringify(diagnostics));
  return lower(pack);
}

/** Whoever has none of it asks for no peers. */
const asks = (when: string, context: UserContext, more?: string) =>
  loadEvaluator(peerQuestions(planOf(when, more)).plan).evaluate(context, AS_OF)[0] !== false;

/** Somebody without any rows, made of what the generators make. */
let nobody: UserContext;

beforeAll(() => {
  const [members = []] = fc.sample(membersArbitrary(1), { numRuns: 1, seed: 1 });
  const [member] = members;
  if (member === undefined) throw new Error("one member was asked for");
  nobody = { ...member.context, ...NONE, events: [] };
});

it("asks whom nothing but peers can tell apart", () => {
  expect(asks("count(peers by ip) >= 5", nobody)).toBe(true);
  expect(asks("no peer by ip { .blacklisted }", nobody)).toBe(true);
});

it("asks nobody who lacks what the rule wants beside", () => {
  expect(asks("{ count(peers by ip) >= 5\n any event { .type == account_login_fail } }", nobody)).toBe(false);
  expect(asks("any event { .type == account_login_fail and count(peers by ip) >= 1 }", nobody)).toBe(false);
  expect(asks("count(peers by ip) >= 5 or count(events) >= 5", nobody)).toBe(true);
});

it("asks through attributes, and where a runtime list decides", () => {
  const attribute = 'attribute near : int "Doc" = count(peers by ip)';
  expect(asks("{ near >= 2\n count(events) >= 1 }", nobody, attribute)).toBe(false);
  const list = "list watched : list<string> = runtime";
  expect(asks("{ count(peers by ip) >= 1\n user.name in watched }", nobody, list)).toBe(true);
});

it("keeps no peers and no runtime lists in the questions", () => {
  for (const { pack } of fc.sample(peersProgramArbitrary, { numRuns: 100, seed: 3 })) {
    const { plan } = peerQuestions(lower(pack));
    const { aggregates } = reach(plan, {});
    expect(aggregates.filter(({ source }) => source.startsWith("peers"))).toEqual([]);
  }
});

it("answers the same whether peers are read for everybody or for those who ask", { timeout: 120_000 }, () => {
  const told = { asked: 0, spared: 0 };
  fc.assert(
    fc.property(
      peersProgramArbitrary,
      membersArbitrary(10),
      entriesArbitrary,
      fc.boolean(),
      ({ pack }, members, lists, filled) => {
        const plan = lower(pack);
        const { plan: questions, sources } = peerQuestions(plan);
        const asking = loadEvaluator(questions);
        const judging = loadEvaluator(plan).withLists(filled ? lists : new Map());
        for (const { context } of withPeers(members, CAPS)) {
          const alone = { ...context, ...NONE } as UserContext; // empty lists are lists of peers
          const wanted = new Set<PeerSource>();
          asking.evaluate(alone, AS_OF).forEach((outcome, i) => {
            if (outcome !== false) for (const source of sources[i] ?? []) wanted.add(source);
          });
          const read = Object.fromEntries([...wanted].map((source) => [source, context[source]]));
          const whole = [...judging.evaluate(context, AS_OF)];
          expect([...judging.evaluate({ ...alone, ...read }, AS_OF)]).toEqual(whole);
          told[wanted.size === new Set(sources.flat()).size ? "asked" : "spared"] += 1;
        }
        expect(runtimeLists(questions)).toEqual(runtimeLists(plan));
      },
    ),
    { numRuns: 300, seed: 20261127 },
  );
  // Else the property has said nothing.
  expect(told.asked).toBeGreaterThan(100);
  expect(told.spared).toBeGreaterThan(100);
});
