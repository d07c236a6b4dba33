import { expect, it } from "vitest";
import { checkPack } from "../../dsl/checks/check-pack.ts";
import { buildUser } from "../../dsl/testing/build-user.ts";
import { emptyDatabase } from "../../test/database/test-database.ts";
import { lower } from "../plan/lower.ts";
import { loadEvaluator } from "../typescript/load-evaluator.ts";
import { judgeBySql, judgeByTypeScript, type Judgement, type RunQuery } from "./compare-targets.ts";

const database = emptyDatabase();
const run: RunQuery = async ({ sql, parameters }) => (await database.pool.query(sql, [...parameters])).rows;

/** Everything that has variables of its own in emitted code, around an attribute that all of it reads. */
const program = (name: string): string => `
attribute ${name} : int = count(events)
attribute kinds : int = count(distinct .url of events where .http_code > ${name})
attribute many : int = count(events within 1h where .http_code > ${name})
attribute most : int = peak(8 rows of events where .http_code > ${name})
attribute last_url : string? = newest(.url of events where .http_code > ${name})
attribute total : int? = sum(9007199254740991 of events where .http_code > ${name})
rule X01 "All of it" {
  when {
    many > 0
    sequence by .url of events where .http_code > ${name} spanning 1h {
      step .type == page_view
      then .type == page_view
    }
    any event as e {
      count(distinct .url of events where .http_code == e.http_code and .local_hour < ${name} + 99) > 0
      .url is new within 5s
    }
  }
}
test "a user" {
  as of 2026-03-01T12:00:00Z
  given { events: [
    { at: 3m ago, url: "/a", http_code: 404, type: page_view }
    { at: 2m ago, url: "/a", http_code: 404, type: page_view }
    { at: 1m ago, url: "/b", http_code: 200, type: page_view }
  ] }
  expect many > 0
}
`;

/** What both targets make of the program, without the attribute itself. */
async function judged(name: string): Promise<readonly (Pick<Judgement, "outcomes"> & { readonly rest: unknown })[]> {
  const files = [{ path: "X01_names.tocsin", text: program(name) }];
  const { pack, diagnostics } = checkPack({ files, listFiles: new Map() });
  const [given] = pack?.tests[0]?.cases ?? [];
  if (pack === null || given === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const { asOf } = given;
  const options = { plan: lower(pack), asOf, users: [{ userId: "u1", context: buildUser(given.user, asOf) }] };
  const both = [...(await judgeBySql(options, run)), ...judgeByTypeScript(options, loadEvaluator(options.plan))];
  return both.map(({ outcomes, attributes: { [name]: own, ...rest } }) => {
    expect(own).toBe(3);
    return { outcomes, rest };
  });
}

const COUNTERS = ["a", "x", "t", "seen", "all_a", "all_seen", "found", "windows", "runs", "fits", "key", "high", "low"];

it.each([
  "user_id",
  "since3600000",
  "slots",
  "keys",
  "constructor",
  ...COUNTERS.flatMap((word) => Array.from({ length: 10 }, (_, i) => `${word}${i}`)),
])("judges alike whatever an attribute is called: %s", async (name) => {
  const plain = await judged("plain");
  expect(plain.map(({ outcomes }) => outcomes)).toEqual([[true], [true]]);
  expect(await judged(name)).toEqual(plain);
});
