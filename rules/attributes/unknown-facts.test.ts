import fc from "fast-check";
import { expect, it } from "vitest";
import { loadEvaluator, lower } from "../../compiler/index.ts";
import { AS_OF } from "../../compiler/verify/arbitraries/pools.ts";
import { usersArbitrary } from "../../compiler/verify/arbitraries/sample.ts";
import { buildUser } from "../../dsl/testing/build-user.ts";
import { FIELDS, type FieldSpec } from "../../dsl/types/sources.ts";
import type { UserContext } from "../../dsl/types/user-context.ts";
import { loadPack } from "../../runtime/packs/load-pack.ts";
import { ROOT } from "../../scripts/root.js";

const { pack } = await loadPack({ builtIn: ROOT });
const evaluator = loadEvaluator(lower({ ...pack, rules: [] }));

/** Sources whose rows have facts that were looked up. */
const LOOKED_UP = ["ips", "devices", "emails", "phones"] as const;
type LookedUp = (typeof LOOKED_UP)[number];

const FACTS = LOOKED_UP.flatMap((source) => {
  const fields: Readonly<Record<string, FieldSpec>> = FIELDS[source];
  const facts = Object.entries(fields).filter(([, { type, known }]) => type.endsWith("?") && known === "current");
  return facts.map(([field]) => ({ source, field }));
});

/** True or false of what is not known, because that is what they say; their docs tell it. */
const ABOUT_THE_UNKNOWN: ReadonlyMap<string, string> = new Map([
  ["eip_only_residential", "every address is in a known country"],
  ["eup_desktop_devices_with_different_os", "unknown systems count as one more"],
  ["eup_has_rare_browser", "a browser that is not known is no regular one"],
  ["eup_has_rare_os", "a system that is not known is no regular one"],
  ["eup_has_unknown_devices", "some device is of no known kind"],
  ["event_new_device_and_new_cidr", "the user is known to have other networks"],
  ["event_new_device_and_new_country", "the user is known to have other countries"],
  ["event_password_change_in_new_cidr", "the user is known to have other networks"],
  ["event_password_change_in_new_country", "the user is known to have other countries"],
]);

/** Who the tests of the pack are about. */
const TESTED = pack.tests.flatMap(({ cases }) =>
  cases.map(({ user, asOf }) => ({ context: buildUser(user, asOf), asOf })),
);

it("takes back an answer, and gives no other one, when a fact is not known", () => {
  const turned = TESTED.flatMap(({ context, asOf }) => turnedAnswers(context, asOf));
  expect(turned.filter(({ attribute }) => !ABOUT_THE_UNKNOWN.has(attribute))).toEqual([]);
});

it("does so for generated users", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(usersArbitrary(20), (users) => {
      const turned = users.flatMap(({ context }) => turnedAnswers(context, AS_OF));
      expect(turned.filter(({ attribute }) => !ABOUT_THE_UNKNOWN.has(attribute))).toEqual([]);
    }),
    { numRuns: 25 },
  );
});

it("makes no exception without need", { timeout: 60_000 }, () => {
  const turned = new Set(TESTED.flatMap(({ context, asOf }) => turnedAnswers(context, asOf)).map(named));
  for (const users of fc.sample(usersArbitrary(20), { numRuns: 40, seed: 20260301 }))
    for (const { context } of users)
      turnedAnswers(context, AS_OF)
        .map(named)
        .forEach((name) => turned.add(name));
  expect(turned).toEqual(new Set(ABOUT_THE_UNKNOWN.keys()));
});

interface Turned {
  readonly attribute: string;
  /** `ips.country` */
  readonly fact: string;
}

function named({ attribute }: Turned): string {
  return attribute;
}

/** Attributes that are true or false with a fact and the opposite, or anything at all after missing, without it. */
function turnedAnswers(context: UserContext, asOf: number): readonly Turned[] {
  const before = evaluator.attributes(context, asOf);
  return FACTS.flatMap(({ source, field }) => {
    const after = evaluator.attributes(withoutFact(context, source, field), asOf);
    return pack.attributes
      .filter(({ name, type }) => type.kind === "bool" && after[name] !== null && after[name] !== before[name])
      .map(({ name }) => ({ attribute: name, fact: `${source}.${field}` }));
  });
}

/** The user before anybody had looked that fact up. Rows that events and the user refer to are the same ones. */
function withoutFact(context: UserContext, source: LookedUp, field: string): UserContext {
  const rows: readonly object[] = context[source];
  const forgetful = new Map<unknown, object>(rows.map((row) => [row, { ...row, [field]: null }]));
  const referring = (row: object) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, forgetful.get(value) ?? value]));
  // Built field by field from a context, with nothing changed but a field that may be missing.
  return {
    ...context,
    user: referring(context.user),
    events: context.events.map(referring),
    [source]: [...forgetful.values()],
  } as unknown as UserContext;
}
