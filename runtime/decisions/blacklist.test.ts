import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { packOf } from "../packs/load-pack.ts";
import { createScoring } from "../scoring/create-scoring.ts";
import { runtimeTester, type RuntimeTester } from "../testing/runtime-tester.ts";
import type { Decision } from "../users/user-status.ts";
import { clearIdentity } from "./clear-identity.ts";
import { decide } from "./decide.ts";
import { IDENTITIES, type IdentityKind } from "./identities.ts";
import { eachBlacklisted, listBlacklist, type BlacklistEntry } from "./list-blacklist.ts";
import { setBlacklistMostUsers } from "./most-users.ts";
import { searchBlacklist } from "./search-blacklist.ts";

const database = testDatabase();
const pack = packOf([{ path: "rules/X01_listed.tocsin", text: 'rule X01 "Listed" { when any ip { .blacklisted } }' }]);

const USERS = ["a", "b", "c", "d"] as const;
const VALUES = {
  ip: ["85.1.1.1", "85.1.1.2", "10.1.2.3", "100.64.7.7", "2001:db9::1"],
  email: ["x@example.com", "y@example.com"],
  phone: ["+4915112345678"],
} as const satisfies Record<IdentityKind, readonly string[]>;
const NEVER: ReadonlySet<string> = new Set(["10.1.2.3", "100.64.7.7"]);

type Step =
  | { readonly kind: "event"; readonly user: string; readonly values: Partial<Record<IdentityKind, string>> }
  | { readonly kind: "decide"; readonly user: string; readonly decision: Decision }
  | { readonly kind: "clear"; readonly of: IdentityKind; readonly value: string }
  | { readonly kind: "limit"; readonly users: number | null };

/** What is blacklisted, by the words of the contract. */
class Model {
  readonly #values = new Map<string, Map<string, IdentityKind>>();
  readonly #listed = new Set<string>();
  readonly #cleared = new Set<string>();
  #limit: number | null = 2;

  take(step: Step): void {
    switch (step.kind) {
      case "event": {
        const own = this.#values.get(step.user) ?? new Map<string, IdentityKind>();
        for (const { kind } of IDENTITIES) {
          const value = step.values[kind];
          if (value !== undefined) own.set(value, kind);
        }
        this.#values.set(step.user, own);
        return;
      }
      case "decide": {
        const own = this.#values.get(step.user);
        if (own === undefined) return;
        if (step.decision === "blacklist") {
          this.#listed.add(step.user);
          for (const value of own.keys()) this.#cleared.delete(value);
        } else this.#listed.delete(step.user);
        return;
      }
      case "clear":
        if (this.#owners(step.value).length > 0) this.#cleared.add(step.value);
        return;
      case "limit":
        this.#limit = step.users;
        return;
    }
  }

  isListed(kind: IdentityKind, value: string): boolean {
    const owners = this.#owners(value);
    if (NEVER.has(value) || this.#cleared.has(value)) return false;
    if (kind === "ip" && this.#limit !== null && owners.length > this.#limit) return false;
    return owners.some((user) => this.#listed.has(user));
  }

  #owners(value: string): readonly string[] {
    return USERS.filter((user) => this.#values.get(user)?.has(value));
  }
}

const user = fc.constantFrom(...USERS);
const valueOf = (kind: IdentityKind) => fc.constantFrom(...VALUES[kind]);
const event: fc.Arbitrary<Step> = fc
  .tuple(
    user,
    fc.record({ ip: valueOf("ip"), email: valueOf("email"), phone: valueOf("phone") }, { requiredKeys: ["ip"] }),
  )
  .map(([name, values]) => ({ kind: "event", user: name, values }));
const decision: fc.Arbitrary<Step> = fc
  .tuple(user, fc.constantFrom<Decision>("blacklist", "blacklist", "whitelist", "review"))
  .map(([name, word]) => ({ kind: "decide", user: name, decision: word }));
const clear: fc.Arbitrary<Step> = fc
  .constantFrom(...IDENTITIES)
  .chain(({ kind }) => valueOf(kind).map((value) => ({ kind: "clear", of: kind, value })));
const limit: fc.Arbitrary<Step> = fc.constantFrom(1, 2, 3, null).map((users) => ({ kind: "limit", users }));

/** Steps that are taken at the same time, by two processes: in whatever order they come, the end is the same. */
const moment: fc.Arbitrary<readonly Step[]> = fc.oneof(
  { weight: 3, arbitrary: fc.array(event, { minLength: 1, maxLength: 3 }) },
  {
    weight: 3,
    arbitrary: fc.uniqueArray(decision, {
      minLength: 1,
      maxLength: 3,
      selector: (step) => (step.kind === "decide" ? step.user : step.kind),
    }),
  },
  { weight: 1, arbitrary: clear.map((step) => [step]) },
  { weight: 1, arbitrary: limit.map((step) => [step]) },
);

async function take(step: Step, { store, appId, send }: RuntimeTester): Promise<void> {
  switch (step.kind) {
    case "event":
      await send({
        userName: step.user,
        ipAddress: step.values.ip,
        emailAddress: step.values.email ?? "",
        phoneNumber: step.values.phone ?? "",
      });
      return;
    case "decide":
      await decide(store, { appId, userName: step.user, decision: step.decision, operatorId: 1 });
      return;
    case "clear":
      await clearIdentity(store, { appId, kind: step.of, value: step.value });
      return;
    case "limit":
      await setBlacklistMostUsers(store, appId, step.users);
  }
}

it("lists what the model lists, after any events and decisions in two processes, for all who have it", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(moment, { minLength: 1, maxLength: 8 }), async (moments) => {
      const one = await runtimeTester(database.pool);
      const processes = [one, await runtimeTester(database.pool, { appId: one.appId })];
      const { store, appId } = one;
      const model = new Model();
      await setBlacklistMostUsers(store, appId, 2);
      for (const steps of moments) {
        await Promise.all(steps.map((step, index) => take(step, processes[index % 2] ?? one)));
        for (const step of steps) model.take(step);
        await Promise.all(processes.map(() => createScoring({ store, pack }).settle()));
      }
      await createScoring({ store, pack }).settle();
      for (const { kind, owners, shared, column } of IDENTITIES) {
        for (const value of VALUES[kind])
          expect([value, await searchBlacklist(store, appId, value)]).toEqual([value, model.isListed(kind, value)]);
        const { rows } = await database.pool.query(
          `select from ${owners} o join ${shared} s using (app_id, ${column}) where app_id = $1 and o.blacklisted <> s.blacklisted`,
          [appId],
        );
        expect(rows).toEqual([]);
      }
      for (const { ingest } of processes) await ingest.close();
    }),
    { numRuns: 25 },
  );
});

let tester: RuntimeTester;
const settle = () => createScoring({ store: tester.store, pack }).settle();
const listed = (value: string) => searchBlacklist(tester.store, tester.appId, value);
const decideOn = (userName: string, word: Decision) =>
  decide(tester.store, { appId: tester.appId, userName, decision: word, operatorId: 1 });
const all = async (filter: object = {}): Promise<readonly BlacklistEntry[]> => {
  const entries: BlacklistEntry[] = [];
  for await (const entry of eachBlacklisted(tester.store, { appId: tester.appId, ...filter })) entries.push(entry);
  return entries;
};

beforeAll(async () => {
  tester = await runtimeTester(database.pool);
});

it("lists an address that two have until both are decided on otherwise", async () => {
  for (const userName of ["first", "second"]) await tester.send({ userName, ipAddress: "85.5.5.5" });
  await Promise.all([decideOn("first", "blacklist"), decideOn("second", "blacklist")]);
  await decideOn("first", "whitelist");
  expect(await listed("85.5.5.5")).toBe(true);
  await decideOn("second", "review");
  expect(await listed("85.5.5.5")).toBe(false);
  // Both at once: one of them sees that the other is gone.
  await Promise.all([decideOn("first", "blacklist"), decideOn("second", "blacklist")]);
  await Promise.all([decideOn("first", "whitelist"), decideOn("second", "whitelist")]);
  expect(await listed("85.5.5.5")).toBe(false);
});

it("says why an identity of a blacklisted user is not listed", async () => {
  await setBlacklistMostUsers(tester.store, tester.appId, 2);
  for (const ipAddress of ["192.168.1.4", "fd00::1", "100.100.1.1", "999.1.1.1", "85.6.6.6", "85.6.6.7"])
    await tester.send({ userName: "culprit", ipAddress });
  for (const userName of ["x", "y"]) await tester.send({ userName, ipAddress: "85.6.6.6" });
  await decideOn("culprit", "blacklist");
  await clearIdentity(tester.store, { appId: tester.appId, kind: "ip", value: "85.6.6.7" });
  await settle();
  const reasons = async () =>
    (await all({ userName: "culprit", kind: "ip" })).map(({ value, reason }) => [value, reason]);
  expect(await reasons()).toEqual([
    ["0.0.0.0", "invalid"],
    ["100.100.1.1", "carrier_nat"],
    ["192.168.1.4", "lan"],
    ["85.6.6.6", "shared"],
    ["85.6.6.7", "cleared"],
    ["fd00::1", "lan"],
  ]);
  expect(await all({ userName: "culprit", listed: true })).toMatchObject([{ kind: "user", value: "culprit" }]);
  await setBlacklistMostUsers(tester.store, tester.appId, null);
  await decideOn("culprit", "blacklist");
  await settle();
  expect(await reasons()).toContainEqual(["85.6.6.6", null]);
  expect(await reasons()).toContainEqual(["85.6.6.7", null]);
});

it("goes through the list in pages while others are blacklisted", async () => {
  for (let n = 0; n < 7; n += 1) {
    await tester.send({ userName: `page ${n}`, ipAddress: `85.7.7.${n}`, emailAddress: `p${n}@example.com` });
    await decideOn(`page ${n}`, "blacklist");
  }
  const { store, appId } = tester;
  const filter = { appId, search: "PAGE" };
  const first = await listBlacklist(store, filter, { limit: 4 });
  expect(first.entries.map(({ value }) => value)).toEqual(["page 6", "85.7.7.6", "p6@example.com", "page 5"]);
  await tester.send({ userName: "page later", ipAddress: "85.7.7.99" });
  await decideOn("page later", "blacklist");
  const rest: string[] = [];
  for (let after = first.next; after !== null;) {
    const page = await listBlacklist(store, filter, { after, limit: 5 });
    rest.push(...page.entries.map(({ value }) => value));
    after = page.next;
  }
  expect(rest).toHaveLength(17);
  expect(rest.slice(0, 2)).toEqual(["85.7.7.5", "p5@example.com"]);
  expect(rest.at(-1)).toBe("p0@example.com");
  await expect(listBlacklist(store, filter, { after: "bm9wZQ", limit: 5 })).rejects.toThrow("no such page");
});
