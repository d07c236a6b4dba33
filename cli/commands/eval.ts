import { z } from "zod";
import { loadEvaluator, lower } from "../../compiler/index.ts";
import type { BoundPack, BoundPreset } from "../../dsl/binder/bound.ts";
import { planNeeds, ruleWeights } from "../../runtime/index.ts";
import { CliError } from "../cli-error.ts";
import { defineCommand } from "../command.ts";
import { withStore } from "../database.ts";
import { EXIT } from "../exit-code.ts";
import { findApp } from "../find-app.ts";
import { checkSubject, givenSubject, readGivenUser, storedSubject } from "../input/find-subject.ts";
import { MOMENT } from "../moment.ts";
import { evaluationJson, printEvaluation } from "../output/evaluation-report.ts";
import { checkedPack } from "../workspace/checked-pack.ts";
import { openWorkspace } from "../workspace/open-workspace.ts";

/** What all rules say of one user: outcomes, weights, the score, and the attributes behind them; nothing is written. */
export const evalCommand = defineCommand({
  arguments: "[paths...]",
  flags: [
    { flags: "--user <name>", description: "a stored user" },
    { flags: "--input <file>", description: "a user as JSON, shaped as the `given` of a test; - reads standard input" },
    {
      flags: "--preset <name>",
      description: "weigh by this preset; a stored user is weighed as its app does when not given",
    },
    { flags: "--as-of <time>", description: "the moment to judge at, ISO 8601 (now)" },
    { flags: "--app <name>", description: "the app of the stored user; the first one when not given" },
  ],
  options: z.object({
    paths: z.array(z.string()).default([]),
    user: z.string().min(1).optional(),
    input: z.string().min(1).optional(),
    preset: z.string().optional(),
    asOf: MOMENT.optional(),
    app: z.string().optional(),
  }),
  async run({ paths, user, input, preset: presetName, asOf: moment, app: appName }, { host, output }) {
    checkSubject({ user, input });
    const workspace = await openWorkspace(paths, host, { builtInWhenEmpty: true });
    const pack = checkedPack(workspace, output);
    if (pack === null) return EXIT.errors;
    const preset = presetName === undefined ? null : presetOf(presetName, pack);
    const asOf = moment ?? host.now();
    const given = input === undefined ? null : await readGivenUser(input, pack, asOf, host);
    const plan = lower(pack, { inputs: new Set(Object.keys(given?.attributes ?? {})) });
    const { subject, weights } =
      given !== null
        ? { subject: givenSubject(given, asOf), weights: preset?.weights ?? null }
        : await withStore(host, async (store) => {
            const app = await findApp(store, appName ?? workspace.app);
            const question = { app, user: user ?? "", asOf, needs: planNeeds(plan), plan };
            return {
              subject: await storedSubject(store, question),
              weights: preset?.weights ?? (await ruleWeights(store, app.appId)),
            };
          });
    const { context, inputs, lists, name } = subject;
    const evaluator = loadEvaluator(plan).withLists(lists);
    const outcomes = evaluator.evaluate(context, asOf, inputs);
    const rules = pack.rules.map(({ id, title }) => ({
      id,
      title,
      outcome: outcomes[evaluator.rules.indexOf(id)] ?? null,
      weight: weights?.get(id) ?? null,
    }));
    const attributes = evaluator.attributes(context, asOf, inputs);
    const report = {
      user: name,
      asOf,
      preset: preset?.name ?? null,
      isWeighed: weights !== null,
      rules,
      attributes,
      plan,
    };
    if (output.format === "json") output.json("eval", evaluationJson(report));
    else printEvaluation(report, output);
    return EXIT.fine;
  },
});

function presetOf(name: string, { presets }: BoundPack): BoundPreset {
  const found = presets.find((preset) => preset.name === name);
  if (found === undefined) {
    throw new CliError(`there is no preset ${name}; there are: ${presets.map((preset) => preset.name).join(", ")}`);
  }
  return found;
}
