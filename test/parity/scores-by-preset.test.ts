import { expect, it } from "vitest";
import { loadPack } from "../../runtime/packs/load-pack.ts";
import { trustScore } from "../../runtime/index.ts";
import type { Judged, RuleDifference } from "./difference.ts";
import { historyOf } from "./history-of.ts";
import { scoresByPreset } from "./scores-by-preset.ts";

const { presets } = await loadPack({ builtIn: new URL("../..", import.meta.url).pathname });
const found = presets.find(({ name }) => name === "api_protection");
if (found === undefined) throw new Error("the preset api_protection is gone");
const { weights } = found;
const score = (...rules: readonly string[]) => trustScore(rules.map((rule) => weights.get(rule) ?? 0));

const history = historyOf({
  user: { fired: ["B06", "D10"], scores: { api_protection: score("B06", "D10") } },
  requests: [{ userName: "anna" }],
});
const { totals } = history.user;
const lost: RuleDifference = { rule: "B06", history, expected: true };
const here = (...fired: readonly string[]): ReadonlyMap<string, Judged> =>
  new Map([["anna", { userName: "anna", fired: new Set(fired), totals }]]);

it("finds a score equal", () => {
  const compared = { histories: [history], judged: here("B06", "D10"), differences: [], causeless: [] };
  expect(scoresByPreset(compared, [found])).toEqual([
    { preset: "api_protection", equal: 1, moved: [], refused: 0, unexplained: [] },
  ]);
});

it("names the rules that move a score", () => {
  const compared = { histories: [history], judged: here("D10"), differences: [lost], causeless: [] };
  const [row] = scoresByPreset(compared, [found]);
  expect(row?.unexplained).toEqual([]);
  expect(row?.moved).toEqual([{ history, expected: score("B06", "D10"), actual: score("D10"), rules: ["B06"] }]);
});

it("accepts no rule without a cause", () => {
  const compared = { histories: [history], judged: here("D10"), differences: [lost], causeless: [lost] };
  expect(scoresByPreset(compared, [found])[0]).toMatchObject({ moved: [], unexplained: [{ rules: ["B06"] }] });
});

it("accepts no score for which the differing rules do not account", () => {
  const wrong = { ...history, user: { ...history.user, fired: ["B06"] } };
  const compared = {
    histories: [wrong],
    judged: here("D10"),
    differences: [{ ...lost, history: wrong }],
    causeless: [],
  };
  expect(scoresByPreset(compared, [found])[0]).toMatchObject({ moved: [], unexplained: [{ rules: ["B06"] }] });
});

it("has no score for those who exist only there", () => {
  const compared = { histories: [{ ...history, requests: [] }], judged: new Map(), differences: [], causeless: [] };
  expect(scoresByPreset(compared, [found])[0]).toMatchObject({ equal: 0, refused: 1, unexplained: [] });
});
