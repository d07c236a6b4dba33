import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { z } from "zod";
import { currentFields, lower, lowerWithPlaces } from "../../compiler/index.ts";
import { blameUnknown, dryRun, matchTrend, scoreProposal, weeklyMoments } from "../../runtime/index.ts";
import { CliError } from "../cli-error.ts";
import { defineCommand } from "../command.ts";
import { withStore } from "../database.ts";
import { EXIT } from "../exit-code.ts";
import { findApp } from "../find-app.ts";
import type { Host } from "../host.ts";
import { MOMENT } from "../moment.ts";
import { dryRunJson, printDryRun } from "../output/dry-run-report.ts";
import { createProgress } from "../output/progress.ts";
import { checkedPack } from "../workspace/checked-pack.ts";
import { openWorkspace, type Workspace } from "../workspace/open-workspace.ts";
import { openRuleWorkspace, ruleOf } from "../workspace/rule-of.ts";

/** All weeks of a trend together. */
const TREND_MS = 600_000;

/** Which stored users a rule would match; nothing is written. */
export const dryRunCommand = defineCommand({
  arguments: "<rule>",
  flags: [
    { flags: "--all", description: "all users instead of the 1,000 seen last" },
    { flags: "--limit <n>", description: "how many matching users to list (25)" },
    { flags: "--as-of <time>", description: "the moment to judge at, ISO 8601 (now)" },
    {
      flags: "--against <folder>",
      description: "another version of the rules, to see who is newly flagged and who no longer",
    },
    { flags: "--weight <n>", description: "what the rule weighs in the scores it would make (as the app weighs it)" },
    { flags: "--weeks <n>", description: "also the match rate of the sample at so many moments, a week apart" },
    { flags: "--app <name>", description: "the app whose users are asked about; the first one when not given" },
  ],
  options: z.object({
    rule: z.string().min(1),
    all: z.boolean().default(false),
    limit: z.coerce.number().int().min(0).max(1000).default(25),
    asOf: MOMENT.optional(),
    against: z.string().min(1).optional(),
    weight: z.coerce.number().int().min(-100).max(100).optional(),
    weeks: z.coerce.number().int().min(2).max(26).optional(),
    app: z.string().optional(),
  }),
  async run({ rule, all, limit, asOf, against, weight, weeks, app }, { host, output }) {
    const workspace = await openRuleWorkspace(rule, host);
    const pack = checkedPack(workspace, output);
    if (pack === null) return EXIT.errors;
    const { id, title } = ruleOf(rule, pack, workspace);
    const lowered = lowerWithPlaces(pack);
    const { plan } = lowered;
    const texts = new Map(workspace.files.map(({ path, text }) => [path, text]));
    const other = against === undefined ? undefined : checkedPack(await otherVersion(against, host), output);
    if (other === null) return EXIT.errors;
    const progress = createProgress(output, id);
    const started = performance.now();
    const { result, reasons, trend } = await withStore(host, async (store) => {
      const { appId } = await findApp(store, app ?? workspace.app);
      const moment = asOf ?? host.now();
      const answer = await dryRun(store, plan, {
        appId,
        rules: [id],
        scope: all ? "all" : "sample",
        asOf: moment,
        limit,
        deployed: other === undefined ? undefined : lower(other),
        overlap: asOf === undefined,
        scores: asOf === undefined ? await scoreProposal(store, { appId, rule: id, isNew: false, weight }) : undefined,
        signal: host.signal,
        onProgress: ({ tested, of }) => progress.update(tested, of),
      });
      const userIds = answer.rules.flatMap(({ unknownUsers }) => unknownUsers);
      const textOf = (path: string) => texts.get(path) ?? null;
      const moments = weeks === undefined ? [] : weeklyMoments(moment, weeks);
      return {
        result: answer,
        trend: await matchTrend(store, plan, { appId, rule: id, moments, budget: TREND_MS, signal: host.signal }),
        reasons: await blameUnknown(store, { appId, lowered, rule: id, userIds, asOf: moment, textOf }),
      };
    }).finally(() => progress.stop());
    const milliseconds = performance.now() - started;
    const current = asOf === undefined && weeks === undefined ? [] : currentFields(plan, { rules: [id] });
    const report = { id, title, result, reasons, trend, milliseconds, currentFields: current };
    if (output.format === "json") output.json("dry-run", dryRunJson(report));
    else printDryRun(report, output);
    return EXIT.fine;
  },
});

/** The pack of another folder, found as if the command had been called there. */
async function otherVersion(folder: string, host: Host): Promise<Workspace> {
  const cwd = resolve(host.cwd, folder);
  const found = await stat(cwd).catch(() => null);
  if (found?.isDirectory() !== true) throw new CliError(`${folder} is not a folder`);
  return openWorkspace([], { ...host, cwd }, { builtInWhenEmpty: true });
}
