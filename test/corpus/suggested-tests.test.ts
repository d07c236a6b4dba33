import { beforeAll, expect, it } from "vitest";
import { suggestTests } from "../../compiler/index.ts";
import type { Span } from "../../dsl/ast/node.ts";
import type { BoundPack } from "../../dsl/binder/bound.ts";
import { createStore } from "../../runtime/db/store.ts";
import { loadPack, type LoadedPack } from "../../runtime/packs/load-pack.ts";
import { holdInFile } from "../../runtime/rule-tests/holds-in-file.ts";
import { testDatabase } from "../database/test-database.ts";

const database = testDatabase();
/** Fewer than for an editor, which stops by time. */
const USERS = 200;
let loaded: LoadedPack;

beforeAll(async () => {
  loaded = await loadPack({ builtIn: "." });
});

/** What somebody has who begins: of each rule the first test of a match, and the first of none. */
function beginning({ pack }: LoadedPack): BoundPack {
  const seen = new Set<string>();
  const tests = pack.tests.filter(({ cases, span }) => {
    const [first] = cases.flatMap(({ rules }) => rules);
    const what = `${span.file} ${first?.rule} ${first?.outcome}`;
    if (first === undefined || seen.has(what)) return false;
    seen.add(what);
    return true;
  });
  return { ...pack, tests };
}

interface Counted {
  readonly thresholds: number;
  readonly suggested: number;
  /** How many are left, by the rule or attribute that has them. */
  readonly left: ReadonlyMap<string, number>;
}

async function countIn(pack: BoundPack, path: string): Promise<Counted> {
  const textOf = (file: string) => loaded.files.find((each) => each.path === file)?.text ?? null;
  const { tests, untested } = await suggestTests(pack, { file: path, textOf, users: USERS });
  // Only what holds on both targets is offered.
  const held = await holdInFile(createStore(database.pool), loaded, {
    file: { path, text: textOf(path) ?? "" },
    blocks: tests.map(({ text }) => text),
  });
  const good = new Set(tests.flatMap(({ span }, i) => (held[i] === true ? [keyOf(span)] : [])));
  const thresholds = new Map(untested.map((each) => [keyOf(each.span), each.declaration]));
  const left = new Map<string, number>();
  for (const [key, declaration] of thresholds)
    if (!good.has(key)) left.set(declaration, (left.get(declaration) ?? 0) + 1);
  const suggested = [...thresholds.keys()].filter((key) => good.has(key)).length;
  return { thresholds: thresholds.size, suggested, left };
}

function keyOf({ file, start, end }: Span): string {
  return `${file} ${start} ${end}`;
}

/**
 * Thresholds for which nothing is found among so few users, by rule. These rules look at several rows at once, or at rows and other users:
 * more than three things have to change together.
 */
const LEFT = {
  A101: 6,
  A102: 5,
  A103: 3,
  A104: 1,
  A106: 1,
  A107: 2,
  A108: 4,
  A109: 1,
  B104: 5,
  B105: 2,
  I103: 4,
  R102: 1,
};

it("finds tests for thresholds of the built-in rules, from the first two tests of each", async () => {
  const pack = beginning(loaded);
  const paths = new Set(pack.rules.map(({ span }) => span.file));
  const counted: Counted[] = [];
  for (const path of paths) counted.push(await countIn(pack, path));
  const sum = (of: (each: Counted) => number) => counted.reduce((total, each) => total + of(each), 0);
  expect({
    thresholds: sum(({ thresholds }) => thresholds),
    suggested: sum(({ suggested }) => suggested),
    left: Object.fromEntries(counted.flatMap(({ left }) => [...left])),
  }).toEqual({ thresholds: 60, suggested: 25, left: LEFT });
});
