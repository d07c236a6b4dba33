import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { z } from "zod";
import {
  compileStatements,
  emitTypeScript,
  layOutSql,
  lower,
  NO_ENTRIES,
  reach,
  type Plan,
} from "../../compiler/index.ts";
import { createStoredRelations } from "../../runtime/index.ts";
import { CliError } from "../cli-error.ts";
import { defineCommand } from "../command.ts";
import { EXIT } from "../exit-code.ts";
import { MOMENT } from "../moment.ts";
import { checkedPack } from "../workspace/checked-pack.ts";
import { openWorkspace } from "../workspace/open-workspace.ts";

const TARGETS = ["sql", "ts", "json"] as const;
type Target = (typeof TARGETS)[number];

interface Wanted {
  readonly rules: readonly string[];
  readonly asOf: number;
  readonly appId: number;
}

/** What rules become: the statement over the stored tables, the module over one user, or the plan that both come from. Needs no database. */
export const compileCommand = defineCommand({
  arguments: "[paths...]",
  flags: [
    {
      flags: "--target <target>",
      description: "sql, ts or json: the statement, the module, or the plan of both (sql)",
    },
    { flags: "--rule <id...>", description: "these rules of the files instead of all" },
    { flags: "-o, --out <file>", description: "write there instead of standard output" },
    { flags: "--as-of <time>", description: "the judged moment that the statement binds, ISO 8601 (now)" },
    { flags: "--app-id <n>", description: "the app that the statement binds (1)" },
  ],
  options: z.object({
    paths: z.array(z.string()).default([]),
    target: z.enum(TARGETS).default("sql"),
    rule: z.array(z.string()).default([]),
    out: z.string().min(1).optional(),
    asOf: MOMENT.optional(),
    appId: z.coerce.number().int().min(1).default(1),
  }),
  async run({ paths, target, rule, out, asOf, appId }, { host, output }) {
    const workspace = await openWorkspace(paths, host, { builtInWhenEmpty: true });
    const pack = checkedPack(workspace, output);
    if (pack === null) return EXIT.errors;
    const own = pack.rules.filter(({ span }) => workspace.subjects.has(span.file)).map(({ id }) => id);
    const missing = rule.find((id) => !pack.rules.some((one) => one.id === id));
    if (missing !== undefined) throw new CliError(`the pack has no rule ${missing}`);
    const rules = rule.length > 0 ? rule : own;
    if (rules.length === 0) throw new CliError("the files hold no rule to compile");
    const text = compiled(lower(pack), target, { rules, asOf: asOf ?? host.now(), appId });
    if (out === undefined) host.write(text);
    else {
      await writeFile(resolve(host.cwd, out), text);
      output.note(`written to ${out}: ${rules.length} ${rules.length === 1 ? "rule" : "rules"}`);
    }
    return EXIT.fine;
  },
});

function compiled(plan: Plan, target: Target, { rules, asOf, appId }: Wanted): string {
  switch (target) {
    case "ts":
      return emitTypeScript(plan, { rules });
    case "json": {
      const { attributes, aggregates, rules: wanted } = reach(plan, { rules });
      return `${JSON.stringify({ ...plan, rules: wanted, attributes, aggregates }, null, 2)}\n`;
    }
    case "sql":
      return sqlText(plan, { rules, asOf, appId });
  }
}

/** Several statements where the rules are too many for one; the values of `$1`, `$2` … stand below each. */
function sqlText(plan: Plan, { rules, asOf, appId }: Wanted): string {
  const relations = createStoredRelations(appId, { kind: "range", from: "0", to: null });
  const { statements } = compileStatements(plan, { rules, asOf, relations, lists: NO_ENTRIES });
  return statements
    .map(({ query }) => {
      const { text } = layOutSql({ text: query.sql, ranges: [] });
      const values = query.parameters.map((value, i) => `-- $${i + 1} = ${JSON.stringify(value)}`);
      return `${[`${text};`, ...values].join("\n")}\n`;
    })
    .join("\n");
}
