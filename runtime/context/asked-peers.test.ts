import { fileURLToPath } from "node:url";
import { beforeAll, expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import type { PeerSource } from "../../dsl/types/sources.ts";
import { loadPack, type LoadedPack } from "../packs/load-pack.ts";
import { runtimeTester, type RuntimeTester } from "../testing/runtime-tester.ts";
import { createAskedPeers } from "./asked-peers.ts";
import { planNeeds } from "./context-needs.ts";
import { createHotUsers, type HotUsers } from "./hot-users.ts";
import { createContextLoader, type LoadedUser } from "./load-contexts.ts";
import { saidPeers } from "./said-peers.ts";

const database = testDatabase();
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const AS_OF = Date.UTC(2026, 10, 20, 12);
const MINUTE = 60_000;
const SPRAYED = ["anna", "ben", "carl", "dirk", "edda", "finn", "gerd"];
/** At the same address, and with nothing to say about it. */
const VISITOR = "zoe";

let pack: LoadedPack;
let tester: RuntimeTester;
let hot: HotUsers;
const idOf = new Map<string, string>();

beforeAll(async () => {
  pack = await loadPack({ builtIn: ROOT });
  tester = await runtimeTester(database.pool, { facts: { ips: { "85.1.1.1": { subnet: "85.1.0.0/16" } } } });
  hot = hotUsers(saidPeers(pack.plan, pack.pack.rules));
  for (const [index, userName] of [...SPRAYED, VISITOR].entries()) {
    const failed = userName !== VISITOR;
    const { userId } = await tester.send({
      userName,
      ipAddress: "85.1.1.1",
      url: "/login",
      eventType: failed ? "account_login_fail" : "page_view",
      httpCode: failed ? "401" : "200",
      eventTime: new Date(AS_OF - (20 - index) * MINUTE).toISOString().slice(0, 19).replace("T", " "),
      userCreated: "2020-01-01 00:00:00",
    });
    idOf.set(userName, userId);
  }
});

const hotUsers = (said: ReadonlySet<PeerSource>) =>
  createHotUsers(tester.store, planNeeds(pack.plan), { asked: createAskedPeers(pack.plan), said });
const peersOf = async (userName: string, told?: ReadonlySet<string>) => {
  const users = await hot.use([idOf.get(userName) ?? ""], AS_OF, async (read) => read, told);
  return users.map(({ context }) => ({ network: context.peers_by_subnet.length, address: context.peers_by_ip.length }));
};

it("reads the peers of a network of whom a failed login makes them matter, and of nobody else", async () => {
  expect(await peersOf("anna")).toEqual([{ network: SPRAYED.length, address: SPRAYED.length }]);
  expect(await peersOf(VISITOR)).toEqual([{ network: 0, address: SPRAYED.length }]);
});

it("reads what texts are about of whom somebody is told", async () => {
  const visitor = new Set([idOf.get(VISITOR) ?? ""]);
  expect(await peersOf(VISITOR, visitor)).toEqual([{ network: 0, address: SPRAYED.length }]);
  hot = hotUsers(new Set(["peers_by_subnet"]));
  expect(await peersOf(VISITOR)).toEqual([{ network: 0, address: SPRAYED.length }]);
  expect(await peersOf(VISITOR, visitor)).toEqual([{ network: SPRAYED.length, address: SPRAYED.length }]);
});

it("changes no outcome of the built-in rules", async () => {
  const ids = [...idOf.values()];
  const outcomes = (users: readonly LoadedUser[]) =>
    Object.fromEntries(
      users.map(({ userId, context }) => {
        const found = [...pack.evaluator.evaluate(context, AS_OF)];
        return [userId, Object.fromEntries(pack.evaluator.rules.map((rule, i) => [rule, found[i]]))];
      }),
    );
  const whole = outcomes(await createContextLoader(tester.store, planNeeds(pack.plan)).load(ids, AS_OF));
  expect(await hot.use(ids, AS_OF, async (users) => outcomes(users))).toEqual(whole);
  expect(whole[idOf.get("anna") ?? ""]).toMatchObject({ A101: true });
  expect(whole[idOf.get(VISITOR) ?? ""]).toMatchObject({ A101: false });
});
