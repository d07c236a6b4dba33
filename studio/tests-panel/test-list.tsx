import { Title, UnstyledButton } from "@mantine/core";
import type { TestCase } from "../../api/index.ts";
import { placeOf } from "../problems/place-of.ts";
import { formatDuration } from "../text/format.ts";
import { text as words } from "../text/text.ts";
import { arrangeCases } from "./arrange-cases.ts";
import { CaseDetails } from "./case-details.tsx";
import { TestStatus } from "./test-status.tsx";
import classes from "./tests-panel.module.css";

export interface TestListProps {
  readonly cases: readonly TestCase[];
  /** The text that was run, to count lines in. */
  readonly source: string;
  /** Moves the caret to a UTF-16 offset. */
  readonly onReveal: (offset: number) => void;
}

/** The tests of the file, those that are not as expected first, with what came instead. */
export function TestList({ cases, source, onReveal }: TestListProps) {
  return (
    <section aria-labelledby="test-results">
      <Title order={3} size="h6" id="test-results" mb={6}>
        {words.testsPanel.results}
      </Title>
      <ul className={classes["tests"]} aria-labelledby="test-results">
        {arrangeCases(cases).map(({ title, start, status, cases: own }) => (
          <li key={start} className={classes["test"]} data-status={status}>
            <UnstyledButton className={classes["head"]} onClick={() => onReveal(start)}>
              <TestStatus status={status} />
              <span className={classes["title"]}>{title}</span>
              <span className={classes["aside"]}>
                {words.testsPanel.line(placeOf(source, start).line)} ·{" "}
                {formatDuration(own.reduce((sum, { milliseconds }) => sum + milliseconds, 0))}
              </span>
            </UnstyledButton>
            {own.map(
              (one, i) =>
                one.status !== "passed" && (
                  <div key={one.span.start}>
                    {own.length > 1 && (
                      <UnstyledButton className={classes["row"]} onClick={() => onReveal(one.span.start)}>
                        {words.testsPanel.row(i + 1)}
                      </UnstyledButton>
                    )}
                    <CaseDetails one={one} />
                  </div>
                ),
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
