import { fileURLToPath } from "node:url";
import { beforeAll, expect, it } from "vitest";
import { createScoring, getUser, loadPack, type LoadedPack, type UserDetail } from "../../runtime/index.ts";
import { applyPreset } from "../../runtime/apps/apps.ts";
import { runtimeTester } from "../../runtime/testing/runtime-tester.ts";
import { testDatabase } from "../../test/database/test-database.ts";
import { DEMO_SEED, DEMO_USERS } from "../commands/demo.ts";
import { demoFacts } from "./facts.ts";
import { dormant } from "./personas/dormant.ts";
import { ordinary } from "./personas/ordinary.ts";
import { prober } from "./personas/prober.ts";
import { scraper } from "./personas/scraper.ts";
import { stuffingTarget } from "./personas/stuffing-target.ts";
import { takeover } from "./personas/takeover.ts";
import { traveller } from "./personas/traveller.ts";
import { personaOf, population } from "./population.ts";
import type { DemoEvent, Persona } from "./story.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const HONEST: readonly Persona[] = [ordinary, traveller, dormant];
/** Trouble that the preset of a first start, `account_takeover`, is about. */
const TROUBLE: readonly Persona[] = [takeover, stuffingTarget, prober, scraper];

const database = testDatabase();
let loaded: LoadedPack;
const people: { readonly persona: Persona; readonly user: UserDetail }[] = [];

/** All who live in the demo, sent, stored and judged as a first start with `--demo` does it. */
beforeAll(async () => {
  const now = Date.now();
  const events = population({ users: DEMO_USERS, seed: DEMO_SEED, now });
  loaded = await loadPack({ builtIn: ROOT });
  const { store, appId, send, ingest } = await runtimeTester(database.pool, { facts: demoFacts(events) });
  const preset = loaded.presets.find(({ name }) => name === "account_takeover");
  if (preset !== undefined) await applyPreset(store, appId, preset);
  const byUser = byUserName(events);
  await Promise.all(
    [...byUser.values()].map(async (own) => {
      for (const { fields } of own) await send(fields);
    }),
  );
  await ingest.close();
  await createScoring({ store, pack: loaded }).settle();
  for (const name of byUser.keys()) {
    const user = await getUser(store, appId, name);
    const number = Number(name.slice(name.lastIndexOf("-") + 1));
    if (user !== null) people.push({ persona: personaOf(number), user });
  }
});

function byUserName(events: readonly DemoEvent[]): ReadonlyMap<string, readonly DemoEvent[]> {
  const byName = new Map<string, DemoEvent[]>();
  for (const event of events) {
    const name = event.fields["userName"] ?? "";
    const own = byName.get(name);
    if (own === undefined) byName.set(name, [event]);
    else own.push(event);
  }
  return byName;
}

const inReview = (personas: readonly Persona[]) =>
  people.filter(({ persona }) => personas.includes(persona)).map(({ user }) => user.status === "in_review");

it("queues all who are in trouble", () => {
  expect(inReview(TROUBLE).length).toBeGreaterThanOrEqual(40);
  expect(inReview(TROUBLE)).not.toContain(false);
});

it("leaves honest people alone, but for the odd one", () => {
  const honest = inReview(HONEST);
  expect(honest.length).toBeGreaterThanOrEqual(280);
  expect(honest.filter((queued) => queued).length).toBeLessThanOrEqual(4);
});

it("holds somebody for every rule beyond the reference", () => {
  const caught = new Set(people.flatMap(({ user }) => user.matched.map(({ rule }) => rule)));
  const beyond = loaded.pack.rules.map(({ id }) => id).filter((id) => id.length === 4);
  expect(beyond.length).toBeGreaterThanOrEqual(27);
  expect(beyond.filter((id) => !caught.has(id))).toEqual([]);
});
