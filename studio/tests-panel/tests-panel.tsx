import { Alert, Button, Kbd, Skeleton, Text, Title } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import type { SuggestedTests } from "../../api/index.ts";
import type { Fix } from "../../dsl/language-service/index.ts";
import type { EditorMark } from "../editor/editor-marks.ts";
import { ErrorNote } from "../feedback/error-note.tsx";
import { text as words } from "../text/text.ts";
import { addedBlock } from "./added-block.ts";
import { coverageMarks } from "./coverage-marks.ts";
import { CoverageSummary } from "./coverage-summary.tsx";
import { FromUser } from "./from-user.tsx";
import { Suggestions } from "./suggestions.tsx";
import { TestList } from "./test-list.tsx";
import { useRuleTests, type RuleTests } from "./use-rule-tests.ts";
import { useSuggestions } from "./use-suggestions.ts";
import { useTestOfUser } from "./use-test-of-user.ts";
import { useUserNames } from "./use-user-names.ts";
import classes from "./tests-panel.module.css";

export interface TestsPanelProps {
  readonly path: string;
  /** As it stands in the editor. */
  readonly text: string;
  /** Null when the file declares none. */
  readonly rule: string | null;
  /** Whom to offer a test of, since the author asked for one; null for nobody yet. */
  readonly user: string | null;
  /** Carries out a change of the text as one step that can be undone. */
  readonly onEdit: (fix: Fix) => void;
  readonly onReveal: (offset: number) => void;
  /** False while the editor has not arrived. */
  readonly onMark: (marks: readonly EditorMark[]) => boolean;
}

/** What the file's tests say, what they see of its conditions, and tests that could be added. */
export function TestsPanel({ path, text, rule, user, onEdit, onReveal, onMark }: TestsPanelProps) {
  const tests = useRuleTests(path, text);
  // Also from within the editor, which is a text field to the page.
  useHotkeys([["alt+shift+T", tests.run, { usePhysicalKeys: true }]], [], true);
  useCoverageMarks(tests, path, text, onMark);
  const add = (block: string, message: string) => {
    const at = text.trimEnd().length;
    onEdit(addedBlock(path, text, block, words.testsPanel.suggest.accept));
    onReveal(at + 2);
    notifications.show({ message });
  };
  const { answer } = tests;
  const ran = answer?.kind === "ran" ? answer : null;
  // While a test fails nobody can tell what a threshold without one would be.
  const canSuggest =
    ran !== null &&
    ran.coverage.of > 0 &&
    ran.coverage.untested?.length !== 0 &&
    ran.cases.every(({ status }) => status === "passed");
  return (
    <section className={classes["panel"]} aria-labelledby="tests-title">
      <div className={classes["bar"]}>
        <Title order={2} size="h5" id="tests-title">
          {words.testsPanel.title}
        </Title>
        <Button
          size="xs"
          leftSection={<IconPlayerPlay size={16} aria-hidden="true" />}
          rightSection={
            <Kbd size="xs" className={classes["keys"]} aria-hidden="true">
              {words.testsPanel.runKeys}
            </Kbd>
          }
          loading={tests.running}
          aria-keyshortcuts="Alt+Shift+T"
          onClick={tests.run}
        >
          {words.testsPanel.run}
        </Button>
      </div>
      <Results tests={tests} path={path} text={text} onReveal={onReveal} />
      {canSuggest && (
        <SuggestionsPart
          path={path}
          text={text}
          onAccept={(each) => add(each.text, words.testsPanel.suggest.accepted)}
        />
      )}
      {rule !== null && (
        <FromUserPart
          path={path}
          text={text}
          rule={rule}
          user={user}
          settled={answer !== undefined || tests.error !== null}
          onMade={(block) => add(block, words.testsPanel.user.made)}
        />
      )}
    </section>
  );
}

interface ResultsProps extends Pick<TestsPanelProps, "path" | "text" | "onReveal"> {
  readonly tests: RuleTests;
}

function Results({ tests, path, text, onReveal }: ResultsProps) {
  const { answer, error, running, run, text: source = text } = tests;
  if (error !== null && !running) return <ErrorNote error={error} onRetry={run} />;
  if (answer === undefined) return <Skeleton h={160} role="status" aria-label={words.testsPanel.running} />;
  switch (answer.kind) {
    case "refused":
      return (
        <Alert color="red" variant="light" role="alert">
          {words.testsPanel.refused(answer.diagnostics.length)}
        </Alert>
      );
    case "too_many":
      return (
        <Alert color="yellow" variant="light" role="alert">
          {words.testsPanel.tooMany(answer.cases, answer.rows)}
        </Alert>
      );
    case "ran":
      return (
        <div className={classes["results"]} aria-busy={running}>
          <Summary answer={answer} stale={source !== text} />
          {answer.cases.length > 0 && <TestList cases={answer.cases} source={source} onReveal={onReveal} />}
          {answer.coverage.of > 0 && (
            <CoverageSummary coverage={answer.coverage} path={path} source={source} onReveal={onReveal} />
          )}
        </div>
      );
  }
}

interface SummaryProps {
  readonly answer: Extract<NonNullable<RuleTests["answer"]>, { kind: "ran" }>;
  readonly stale: boolean;
}

function Summary({ answer: { cases, milliseconds }, stale }: SummaryProps) {
  const failed = cases.filter(({ status }) => status !== "passed").length;
  const { summary, took } = words.testsPanel;
  if (cases.length === 0) {
    return (
      <div role="status">
        <Text>{words.testsPanel.noTests}</Text>
        <Text size="sm" c="dimmed">
          {words.testsPanel.noTestsHint}
        </Text>
      </div>
    );
  }
  return (
    <div role="status">
      <Text size="sm" className={classes["summary"]}>
        {failed > 0 && <strong data-status="failed">{summary.failed(failed)}</strong>}
        {failed < cases.length && <strong data-status="passed">{summary.passed(cases.length - failed)}</strong>}
        <span>{took(milliseconds)}</span>
      </Text>
      {stale && (
        <Text size="xs" c="dimmed">
          {words.testsPanel.stale}
        </Text>
      )}
    </div>
  );
}

interface SuggestionsPartProps extends Pick<TestsPanelProps, "path" | "text"> {
  readonly onAccept: (tests: SuggestedTests) => void;
}

function SuggestionsPart({ path, text, onAccept }: SuggestionsPartProps) {
  const { mutate, data, isPending, error } = useSuggestions();
  const [accepted, setAccepted] = useState<readonly string[]>([]);
  const found = data?.kind === "suggested" ? data : null;
  const find = () => mutate({ path, text });
  if (error !== null && !isPending) return <ErrorNote error={error} onRetry={find} />;
  return (
    <Suggestions
      tests={found?.tests.filter((each) => !accepted.includes(each.text))}
      cut={found?.cut ?? false}
      finding={isPending}
      onFind={find}
      onAccept={(each) => {
        setAccepted([...accepted, each.text]);
        onAccept(each);
      }}
    />
  );
}

interface FromUserPartProps extends Pick<TestsPanelProps, "path" | "text" | "user"> {
  readonly rule: string;
  /** What stands above has come, and moves nothing any more. */
  readonly settled: boolean;
  readonly onMade: (block: string) => void;
}

function FromUserPart({ path, text, rule, user, settled, onMade }: FromUserPartProps) {
  const [search, setSearch] = useState(user ?? "");
  const button = useRef<HTMLButtonElement>(null);
  // The row that was asked is gone with its panel: the keyboard goes on here.
  useEffect(() => {
    if (user !== null && settled) button.current?.focus();
  }, [user, settled]);
  const names = useUserNames(search);
  const { mutate, data, isPending, error } = useTestOfUser();
  const make = (name: string) =>
    mutate(
      { source: { path, text }, rule, user: name.trim() },
      { onSuccess: (made) => made.kind === "made" && onMade(made.text) },
    );
  return (
    <FromUser
      names={names}
      search={search}
      onSearch={setSearch}
      making={isPending}
      error={error}
      refusal={data?.kind === "untold" || data?.kind === "personal" ? data.kind : null}
      onMake={make}
      button={button}
    />
  );
}

/** Signs beside the lines while the panel is open and what was run is what stands there. */
function useCoverageMarks(
  { answer, text: ran }: RuleTests,
  path: string,
  text: string,
  onMark: TestsPanelProps["onMark"],
) {
  const conditions = answer?.kind === "ran" && ran === text ? answer.coverage.conditions : null;
  useEffect(() => {
    // While somebody types the marks move with their lines.
    if (conditions === null) return undefined;
    const marks = coverageMarks(conditions, path, text).map(({ sign, ...mark }) => ({
      ...mark,
      gutterClassName: `${classes["sign"]} ${classes[sign]}`,
    }));
    if (onMark(marks)) return undefined;
    const waiting = setInterval(() => onMark(marks) && clearInterval(waiting), WAIT_FOR_EDITOR_MS);
    return () => clearInterval(waiting);
    // The text is the one that was run: it changes together with the conditions.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [conditions, path, onMark]);
  useEffect(() => () => void onMark([]), [onMark]);
}

const WAIT_FOR_EDITOR_MS = 250;
