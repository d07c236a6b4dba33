import type { Plan, VerifyReport } from "../../compiler/index.ts";
import type { Output } from "./output.ts";
import { plural } from "./print-diagnostics.ts";
import { table } from "./table.ts";

export interface Verification {
  readonly report: VerifyReport;
  readonly plan: Plan;
  readonly milliseconds: number;
}

/** A line a rule with how often each answer came, what was never reached, and the counterexample if there is one. */
export function printVerification({ report, milliseconds }: Verification, output: Output): void {
  const { green, red, bold, dim } = output.colors;
  const { cases, rules, attributes, seed, counterexample } = report;
  const lines = rules.map(({ id, matched, notMatched, unknown }) => [id, matched, notMatched, unknown]);
  if (lines.length > 0) output.print(`${table([["rule", "match", "no match", "unknown"], ...lines])}\n`);
  const silent = neverMatched(report);
  if (silent.length > 0) output.print(`no user matched ${silent.join(", ")}\n`);
  const compared = `${plural(cases, "user")}, ${plural(rules.length, "rule")} and ${plural(attributes, "attribute")}`;
  output.print(
    counterexample === null
      ? green(`SQL and TypeScript gave the same answers for ${compared}`)
      : red(`SQL and TypeScript differ on ${counterexample.name}`),
  );
  output.print(dim(`seed ${seed}, ${cases.toLocaleString("en")} judged in ${seconds(milliseconds)}`));
  if (counterexample === null) return;
  if (counterexample.test === null) {
    output.print(`\n${bold("no test can describe this user; SQL answers")} ${shown(counterexample.sql)}`);
    output.print(`${bold("and TypeScript")} ${shown(counterexample.typescript)} ${bold("for")}`);
    output.print(JSON.stringify(counterexample.context));
  } else output.print(`\n${bold("This test shows it:")}\n\n${counterexample.test.trimEnd()}`);
}

/** The same for programs. */
export function verificationJson({ report, milliseconds }: Verification): object {
  const { asOf, counterexample, ...counted } = report;
  const { name, sql, typescript, test, context } = counterexample ?? {};
  return {
    ...counted,
    asOf: new Date(asOf).toISOString(),
    milliseconds: Math.round(milliseconds),
    neverMatched: neverMatched(report),
    counterexample: counterexample === null ? null : { name, sql, typescript, test, context },
  };
}

/** Rules that no user matched: nothing was compared where they are true. */
export function neverMatched({ rules }: VerifyReport): readonly string[] {
  return rules.filter(({ matched }) => matched === 0).map(({ id }) => id);
}

function shown(value: unknown): string {
  return value === null ? "unknown" : JSON.stringify(value);
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
