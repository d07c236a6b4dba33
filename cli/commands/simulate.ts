import { z } from "zod";
import { loadEvaluator, lower } from "../../compiler/index.ts";
import type { BoundPack } from "../../dsl/binder/bound.ts";
import {
  planFingerprint,
  ruleWeights,
  sweep,
  type App,
  type Proposal,
  type ScoringPack,
  type Store,
} from "../../runtime/index.ts";
import { CliError } from "../cli-error.ts";
import { defineCommand, type CommandContext } from "../command.ts";
import { withStore } from "../database.ts";
import { EXIT } from "../exit-code.ts";
import { findApp } from "../find-app.ts";
import { createProgress } from "../output/progress.ts";
import { printSweep, sweepCsv, sweepJson, type SweepReport } from "../output/sweep-report.ts";
import { pointGroups, type PointGroup } from "../simulate/points.ts";
import { readVary, type Vary } from "../simulate/vary.ts";
import { withConstant } from "../simulate/with-constant.ts";
import { checkedPack } from "../workspace/checked-pack.ts";
import { openWorkspace, type Workspace } from "../workspace/open-workspace.ts";

const VARIED = z
  .array(z.string())
  .min(1, "says what is swept, such as X05.weight=0..70:5")
  .max(2, "is given twice at most");

/** What other weights, thresholds or constants would make of the stored users; nothing is written. */
export const simulateCommand = defineCommand({
  arguments: "[paths...]",
  flags: [
    {
      flags: "--vary <what>",
      description: "X05.weight=0..70:5, review=0..50:10, blacklist=off,10 or CONSTANT=1h..12h:1h; twice for a grid",
      repeatable: true,
    },
    { flags: "--preset <name>", description: "begin with this preset; with the app's own settings when not given" },
    { flags: "--all", description: "judge all users without a result of these rules, instead of the 1,000 seen last" },
    { flags: "--csv", description: "a line a value, for a spreadsheet" },
    { flags: "--app <name>", description: "the app whose users are asked about; the first one when not given" },
  ],
  options: z.object({
    paths: z.array(z.string()).default([]),
    vary: z.array(z.string()).default([]).pipe(VARIED),
    preset: z.string().optional(),
    all: z.boolean().default(false),
    csv: z.boolean().default(false),
    app: z.string().optional(),
  }),
  async run({ paths, vary, preset, all, csv, app: appName }, context) {
    const { host, output } = context;
    const varied = vary.map(readVary);
    const workspace = await openWorkspace(paths, host, { builtInWhenEmpty: true });
    const pack = checkedPack(workspace, output);
    if (pack === null) return EXIT.errors;
    checkNames(varied, pack);
    const report = await withStore(host, async (store) => {
      const app = await findApp(store, appName ?? workspace.app);
      const groups = pointGroups(varied, await baseOf(store, app, { preset, pack }));
      if (groups.length === 0) throw new CliError("the blacklist threshold is never below the review threshold");
      return sweepGroups(store, groups, { app, varied, all, workspace, context });
    });
    if (report === null) return EXIT.errors;
    if (output.format === "json") output.json("simulate", sweepJson(report));
    else if (csv) output.write(sweepCsv(report));
    else printSweep(report, output);
    return EXIT.fine;
  },
});

function checkNames(varied: readonly Vary[], { rules }: BoundPack): void {
  for (const vary of varied) {
    if (vary.kind === "weight" && rules.every(({ id }) => id !== vary.rule))
      throw new CliError(`the pack has no rule ${vary.rule}`);
  }
  const names = varied.map(({ name }) => name);
  if (new Set(names).size < names.length) throw new CliError(`${names[0]} is varied twice`);
}

async function baseOf(
  store: Store,
  { appId, reviewThreshold, blacklistThreshold }: App,
  { preset: name, pack: { presets } }: { readonly preset: string | undefined; readonly pack: BoundPack },
): Promise<Proposal> {
  if (name === undefined) {
    const thresholds = { review: reviewThreshold, blacklist: blacklistThreshold };
    return { weights: await ruleWeights(store, appId), thresholds };
  }
  const preset = presets.find((each) => each.name === name);
  if (preset === undefined)
    throw new CliError(`there is no preset ${name}; there are: ${presets.map((each) => each.name).join(", ")}`);
  return { weights: preset.weights, thresholds: { review: preset.review, blacklist: preset.blacklist } };
}

interface Sweeping {
  readonly app: App;
  readonly varied: readonly Vary[];
  readonly all: boolean;
  readonly workspace: Workspace;
  readonly context: CommandContext;
}

/** One group after the other, since each has a pack of its own; null when one of these has errors, which are then printed. */
async function sweepGroups(
  store: Store,
  groups: readonly PointGroup[],
  { app, varied, all, workspace, context: { host, output } }: Sweeping,
): Promise<SweepReport | null> {
  const progress = createProgress(output, "users judged");
  const asOf = host.now();
  let report: SweepReport | null = null;
  try {
    for (const { constants, points } of groups) {
      const pack = packWith(workspace, constants, output);
      if (pack === null) return null;
      const { basis, weighed } = await sweep(store, pack, {
        appId: app.appId,
        proposals: points.map(({ proposal }) => proposal),
        scope: all ? "all" : "sample",
        asOf,
        signal: host.signal,
        onProgress: ({ judged, of }) => progress.update(judged, of),
      });
      const [first] = weighed;
      if (first === undefined) continue;
      const swept = points.flatMap(({ values }, index) => {
        const each = weighed[index];
        return each === undefined ? [] : [{ values, weighed: each }];
      });
      // What is stored is the same for every pack; the basis shown is that of the last one.
      const before: readonly SweepReport["points"][number][] = report?.points ?? [];
      const names = varied.map(({ name }) => name);
      report = { app: app.name, varied: names, basis, now: first.sizes.before, points: [...before, ...swept] };
    }
  } finally {
    progress.stop();
  }
  return report;
}

function packWith(
  workspace: Workspace,
  constants: ReadonlyMap<string, string>,
  output: CommandContext["output"],
): ScoringPack | null {
  let changed = workspace;
  for (const [name, value] of constants) changed = withConstant(changed, name, value);
  const pack = checkedPack(changed, output);
  if (pack === null) return null;
  const plan = lower(pack);
  return { pack, plan, evaluator: loadEvaluator(plan), fingerprint: planFingerprint(plan) };
}
