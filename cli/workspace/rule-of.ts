import type { BoundPack, BoundRule } from "../../dsl/binder/bound.ts";
import { CliError } from "../cli-error.ts";
import type { Host } from "../host.ts";
import { openWorkspace, type Workspace } from "./open-workspace.ts";

const RULE_ID = /^[A-Z][0-9]{2,3}$/;

/** The pack that a rule belongs to, which is named by its id or by its file. */
export function openRuleWorkspace(rule: string, host: Host): Promise<Workspace> {
  return openWorkspace(RULE_ID.test(rule) ? [] : [rule], host, { builtInWhenEmpty: true });
}

/** By its id, or the one rule of its file. */
export function ruleOf(asked: string, { rules }: BoundPack, { subjects }: Workspace): BoundRule {
  const found = RULE_ID.test(asked)
    ? rules.filter(({ id }) => id === asked)
    : rules.filter(({ span }) => subjects.has(span.file));
  const [rule, another] = found;
  if (rule === undefined)
    throw new CliError(RULE_ID.test(asked) ? `the pack has no rule ${asked}` : `${asked} holds no rule`);
  if (another !== undefined) throw new CliError(`${asked} holds ${found.length} rules: name one by its id or its file`);
  return rule;
}
