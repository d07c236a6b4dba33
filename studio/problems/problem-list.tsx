import { Button, Loader, Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconCircleX, type TablerIcon } from "@tabler/icons-react";
import type { Diagnostic, Fix } from "../../dsl/language-service/index.ts";
import { text } from "../text/text.ts";
import { MessageText } from "./message-text.tsx";
import { placeOf } from "./place-of.ts";
import classes from "./problem-list.module.css";

const ICONS: Readonly<Record<Diagnostic["severity"], TablerIcon>> = {
  error: IconCircleX,
  warning: IconAlertTriangle,
};

export interface ProblemListProps {
  readonly problems: readonly Diagnostic[];
  /** The text that the spans point into. */
  readonly source: string;
  readonly checking: boolean;
  readonly onSelect: (problem: Diagnostic) => void;
  readonly onFix: (fix: Fix) => void;
}

/** The open file's problems in the author's words; each leads to its place, and to its repair where there is one. */
export function ProblemList({ problems, source, checking, onSelect, onFix }: ProblemListProps) {
  return (
    <section aria-label={text.editor.problems} className={classes["problems"]}>
      <p role="status" className={classes["summary"]}>
        {checking ? <Loader size={12} aria-hidden="true" /> : <SummaryIcon problems={problems} />}
        {checking ? text.editor.checking : summaryOf(problems)}
      </p>
      {problems.length > 0 && (
        <ul className={classes["list"]}>
          {problems.map((problem) => (
            <li key={`${problem.code}:${problem.span.start}:${problem.message}`} className={classes["problem"]}>
              <Problem problem={problem} source={source} onSelect={onSelect} onFix={onFix} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Problem({
  problem,
  source,
  onSelect,
  onFix,
}: Omit<ProblemListProps, "problems" | "checking"> & { readonly problem: Diagnostic }) {
  const Icon = ICONS[problem.severity];
  const { line, column } = placeOf(source, problem.span.start);
  return (
    <>
      <button type="button" className={classes["select"]} onClick={() => onSelect(problem)}>
        <span data-severity={problem.severity} className={classes["severity"]}>
          <Icon size={16} role="img" aria-label={text.editor.severity[problem.severity]} />
        </span>
        <span className={classes["message"]}>
          <MessageText message={problem.message} />
        </span>
        <Text span size="xs" c="dimmed" className={classes["place"]}>
          {problem.code} · {text.editor.at(line, column)}
        </Text>
      </button>
      {problem.fixes.map((fix) => (
        <Button
          key={fix.title}
          size="compact-xs"
          variant="default"
          className={classes["fix"]}
          onClick={() => onFix(fix)}
        >
          {text.editor.fix(fix.title)}
        </Button>
      ))}
    </>
  );
}

function SummaryIcon({ problems }: Pick<ProblemListProps, "problems">) {
  if (problems.length === 0) return <IconCircleCheck size={16} aria-hidden="true" className={classes["clean"]} />;
  const severity = problems.some((problem) => problem.severity === "error") ? "error" : "warning";
  const Icon = ICONS[severity];
  return (
    <span data-severity={severity} className={classes["severity"]}>
      <Icon size={16} aria-hidden="true" />
    </span>
  );
}

function summaryOf(problems: readonly Diagnostic[]): string {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const warnings = problems.length - errors;
  if (problems.length === 0) return text.editor.noProblems;
  return [errors > 0 ? text.editor.errors(errors) : "", warnings > 0 ? text.editor.warnings(warnings) : ""]
    .filter(Boolean)
    .join(", ");
}
