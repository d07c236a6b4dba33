import type { Pool } from "pg";
import type { BoundPack } from "../../dsl/binder/bound.ts";
import { readReferenceNames } from "../../scripts/docs/reference-names.ts";
import { ROOT } from "../../scripts/root.js";
import { CAUSES } from "./causes.ts";
import type { DataSet } from "./data-set.ts";
import { ruleDifferences, scoreDifferences, totalDifferences } from "./difference.ts";
import { groupDifferences } from "./group-differences.ts";
import { groupValues } from "./group-values.ts";
import { historiesOf } from "./history.ts";
import { startInstance } from "./instance.ts";
import { createJudgeTexts } from "./judge-texts.ts";
import { judgeUsers } from "./judge-users.ts";
import { referenceFacts } from "./reference-facts.ts";
import type { ParityReport } from "./render-report.ts";
import { replay } from "./replay.ts";
import { scoresByPreset } from "./scores-by-preset.ts";
import { VALUE_CAUSES } from "./value-causes.ts";
import { compareValues } from "./value-difference.ts";

export interface ParityOptions {
  /** An empty database. */
  readonly pool: Pool;
  readonly data: DataSet;
  /** Rules to compare; all that the reference system has when not given. */
  readonly rules?: readonly string[];
  /** Hears how many steps of the replay are done. */
  readonly onProgress?: (done: number) => void;
}

/** Replays a data set into a fresh instance and compares what both systems made of it. */
export async function runParity({ pool, data, rules, onProgress }: ParityOptions): Promise<ParityReport> {
  const { steps, asOf } = data;
  const facts = referenceFacts(data);
  const instance = await startInstance({ pool, facts, asOf });
  try {
    const { store, pack, appId } = instance;
    const outcome = await replay(steps, instance, onProgress);
    await instance.settle();
    const { users, values, targetDifferences } = await judgeUsers({ store, plan: pack.plan, appId, asOf });
    const { rows } = await pool.query<{ stored: number }>("select count(*)::integer as stored from events");
    const histories = historiesOf(data, createJudgeTexts(pack.plan, facts, asOf));
    const presets = pack.presets.filter(({ weights }) => [...weights.keys()].every(isReference));
    const compared = rules ?? referenceRules(pack.pack);
    const differences = ruleDifferences(histories, users, compared);
    const grouped = groupDifferences(differences, CAUSES);
    const requests = steps.flatMap((step) => (step.type === "event" ? [step.body] : []));
    return {
      outcome,
      requests: requests.length,
      nameless: requests.filter(({ userName }) => userName === undefined || userName === "").length,
      stored: rows[0]?.stored ?? 0,
      users: histories.length,
      rules: compared.length,
      equalPairs: histories.length * compared.length - differences.length,
      grouped,
      totals: totalDifferences(histories, users),
      scores: scoreDifferences(histories, presets),
      presets: scoresByPreset({ histories, judged: users, differences, causeless: grouped.unexplained }, presets),
      values: groupValues(
        compareValues(readReferenceNames(ROOT), { histories, values, countries: data.countries }),
        VALUE_CAUSES,
      ),
      targetDifferences,
    };
  } finally {
    await instance.stop();
  }
}

function referenceRules({ rules }: BoundPack): readonly string[] {
  return rules.map(({ id }) => id).filter(isReference);
}

/** Ids from 101 on are rules beyond the reference. */
function isReference(ruleId: string): boolean {
  return ruleId.length === 3;
}
