import { z } from "zod";
import { Explanation } from "../../api/index.ts";
import { explain, lowerWithPlaces } from "../../compiler/index.ts";
import { becauseNames } from "../../dsl/because/because-parts.ts";
import { wantedNeeds } from "../../runtime/index.ts";
import { defineCommand } from "../command.ts";
import { withStore } from "../database.ts";
import { EXIT } from "../exit-code.ts";
import { findApp } from "../find-app.ts";
import { checkSubject, givenSubject, readGivenUser, storedSubject } from "../input/find-subject.ts";
import { MOMENT } from "../moment.ts";
import { printExplanation } from "../output/explanation-report.ts";
import { checkedPack } from "../workspace/checked-pack.ts";
import { openRuleWorkspace, ruleOf } from "../workspace/rule-of.ts";

/** Why a rule matches one user, or what keeps it from it; nothing is written. */
export const explainCommand = defineCommand({
  arguments: "<rule>",
  flags: [
    { flags: "--user <name>", description: "a stored user" },
    { flags: "--input <file>", description: "a user as JSON, shaped as the `given` of a test; - reads standard input" },
    { flags: "--as-of <time>", description: "the moment to judge at, ISO 8601 (now)" },
    { flags: "--app <name>", description: "the app of the stored user; the first one when not given" },
  ],
  options: z.object({
    rule: z.string().min(1),
    user: z.string().min(1).optional(),
    input: z.string().min(1).optional(),
    asOf: MOMENT.optional(),
    app: z.string().optional(),
  }),
  async run({ rule, user, input, asOf: past, app }, { host, output }) {
    checkSubject({ user, input });
    const workspace = await openRuleWorkspace(rule, host);
    const pack = checkedPack(workspace, output);
    if (pack === null) return EXIT.errors;
    const { id, metadata, span } = ruleOf(rule, pack, workspace);
    const { because } = metadata;
    const asOf = past ?? host.now();
    const given = input === undefined ? null : await readGivenUser(input, pack, asOf, host);
    const lowered = lowerWithPlaces(pack, { inputs: new Set(Object.keys(given?.attributes ?? {})) });
    const needs = wantedNeeds(lowered.plan, { rules: [id], attributes: because === null ? [] : becauseNames(because) });
    const subject =
      given !== null
        ? givenSubject(given, asOf)
        : await withStore(host, async (store) =>
            storedSubject(store, {
              app: await findApp(store, app ?? workspace.app),
              ...{ user: user ?? "", asOf, needs, plan: lowered.plan },
            }),
          );
    const texts = new Map(workspace.files.map(({ path, text }) => [path, text]));
    const textOf = (path: string) => texts.get(path) ?? null;
    const { name, context, inputs, lists } = subject;
    const explanation = explain({ lowered, rule: id, context, asOf, inputs, lists, because, textOf });
    if (output.format === "json") {
      output.json("explain", { user: name, explanation: Explanation.parse(explanation) });
    } else {
      const file = { text: textOf(span.file) ?? "", shown: workspace.shown(span.file) };
      printExplanation({ explanation, user: name, file, past: past !== undefined }, output);
    }
    return EXIT.fine;
  },
});
