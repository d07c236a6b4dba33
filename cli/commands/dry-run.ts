import { z } from "zod";
import { lower } from "../../compiler/index.ts";
import type { BoundPack } from "../../dsl/binder/bound.ts";
import { dryRun } from "../../runtime/index.ts";
import { CliError } from "../cli-error.ts";
import { defineCommand } from "../command.ts";
import { withStore } from "../database.ts";
import { EXIT } from "../exit-code.ts";
import { findApp } from "../find-app.ts";
import { dryRunJson, printDryRun } from "../output/dry-run-report.ts";
import { createProgress } from "../output/progress.ts";
import { printDiagnostics } from "../output/print-diagnostics.ts";
import { checkWorkspace, openWorkspace, type Workspace } from "../workspace/open-workspace.ts";

const RULE_ID = /^[A-Z][0-9]{2,3}$/;

/** Which stored users a rule would match; nothing is written. */
export const dryRunCommand = defineCommand({
  arguments: "<rule>",
  flags: [
    { flags: "--all", description: "all users instead of the 1,000 seen last" },
    { flags: "--limit <n>", description: "how many matching users to list (25)" },
    { flags: "--as-of <time>", description: "the moment to judge at, ISO 8601 (now)" },
    { flags: "--app <name>", description: "the app whose users are asked about; the first one when not given" },
  ],
  options: z.object({
    rule: z.string().min(1),
    all: z.boolean().default(false),
    limit: z.coerce.number().int().min(0).max(1000).default(25),
    asOf: z.iso
      .datetime({ offset: true })
      .transform((text) => Date.parse(text))
      .optional(),
    app: z.string().optional(),
  }),
  async run({ rule, all, limit, asOf, app }, { host, output }) {
    const workspace = await openWorkspace(RULE_ID.test(rule) ? [] : [rule], host, { builtInWhenEmpty: true });
    const { pack, diagnostics, texts } = checkWorkspace(workspace);
    if (pack === null) {
      printDiagnostics(
        diagnostics.filter(({ severity }) => severity === "error"),
        texts,
        output,
      );
      output.note("the rules have errors: nothing was run");
      return EXIT.errors;
    }
    const { id, title } = ruleOf(rule, pack, workspace);
    const progress = createProgress(output, id);
    const started = performance.now();
    const result = await withStore(host, async (store) => {
      const { appId } = await findApp(store, app ?? workspace.app);
      return dryRun(store, lower(pack), {
        appId,
        rules: [id],
        scope: all ? "all" : "sample",
        asOf: asOf ?? host.now(),
        limit,
        signal: host.signal,
        onProgress: ({ tested, of }) => progress.update(tested, of),
      });
    }).finally(() => progress.stop());
    const report = { id, title, result, milliseconds: performance.now() - started };
    if (output.format === "json") output.json("dry-run", dryRunJson(report));
    else printDryRun(report, output);
    return EXIT.fine;
  },
});

/** By its id, or the one rule of its file. */
function ruleOf(asked: string, { rules }: BoundPack, { subjects }: Workspace): BoundPack["rules"][number] {
  const found = RULE_ID.test(asked)
    ? rules.filter(({ id }) => id === asked)
    : rules.filter(({ span }) => subjects.has(span.file));
  const [rule, another] = found;
  if (rule === undefined)
    throw new CliError(RULE_ID.test(asked) ? `the pack has no rule ${asked}` : `${asked} holds no rule`);
  if (another !== undefined) throw new CliError(`${asked} holds ${found.length} rules: name one by its id or its file`);
  return rule;
}
