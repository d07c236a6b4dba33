import { Alert, Button, Kbd, SegmentedControl, Stack, Switch, Title } from "@mantine/core";
import { IconBellRinging, IconFileText, IconPlayerStopFilled } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { DRY_RUN_SCOPES } from "../../api/index.ts";
import { EmptyNote } from "../feedback/empty-note.tsx";
import { ErrorNote } from "../feedback/error-note.tsx";
import { text } from "../text/text.ts";
import { BellMark } from "../theme/bell-mark.tsx";
import classes from "./dry-run-panel.module.css";
import { DryRunJudgement } from "./dry-run-judgement.tsx";
import { DryRunProgress } from "./dry-run-progress.tsx";
import { MomentField } from "./moment-field.tsx";
import { ShareRun } from "./share-run.tsx";
import { Trend } from "./trend.tsx";
import type { DryRun, Scope } from "./use-dry-run.ts";
import type { Live } from "./use-live.ts";

export interface DryRunPanelProps {
  /** Of the open file. */
  readonly path: string;
  /** Null when the open file declares no rule. */
  readonly rule: string | null;
  /** As it stands in the editor, to tell a result that is out of date. */
  readonly text: string;
  readonly scope: Scope;
  /** As `MomentField` writes it. */
  readonly moment: string;
  readonly dryRun: DryRun;
  readonly live: Live;
  /** What the address leads to, above everything else. */
  readonly saved: ReactNode;
  readonly onScope: (scope: Scope) => void;
  readonly onMoment: (moment: string) => void;
  readonly onOpenUser: (name: string) => void;
  readonly onExplain: (name: string) => void;
  readonly onTest: (name: string) => void;
}

/** Rings the open rule over the stored users and shows for whom it rang. */
export function DryRunPanel(props: DryRunPanelProps) {
  const {
    path,
    rule,
    text: source,
    scope,
    moment,
    dryRun,
    live,
    saved,
    onScope,
    onMoment,
    onOpenUser,
    onExplain,
    onTest,
  } = props;
  const { result, error, running, run, stop, weigh } = dryRun;
  // The rate of the text that is asked about is there already: the rest is on its way.
  const partial = result?.whole === false && running;
  return (
    <section className={classes["panel"]} aria-labelledby="dry-run-title">
      <div className={classes["bar"]}>
        <Title order={2} size="h5" id="dry-run-title">
          {text.dryRun.title}
        </Title>
        <SegmentedControl
          size="xs"
          aria-label={text.dryRun.scope}
          data={DRY_RUN_SCOPES.map((value) => ({ value, label: text.dryRun.scopes[value] }))}
          value={scope}
          onChange={onScope}
        />
      </div>
      {saved}
      <MomentField value={moment} onChange={onMoment} />
      {live.on !== null && rule !== null && (
        <Switch
          size="xs"
          label={text.dryRun.live}
          description={text.dryRun.liveHint}
          checked={live.on}
          onChange={(event) => live.set(event.currentTarget.checked)}
        />
      )}
      {running ? (
        <Button
          fullWidth
          variant="default"
          leftSection={<IconPlayerStopFilled size={16} aria-hidden="true" />}
          onClick={stop}
        >
          {text.dryRun.stop}
        </Button>
      ) : (
        <button
          type="button"
          className={classes["play"]}
          onClick={run}
          disabled={rule === null}
          aria-keyshortcuts="Control+Enter Meta+Enter"
        >
          <BellMark size={20} tone="ink" />
          <span>{rule === null ? text.dryRun.play : text.dryRun.playOn(rule)}</span>
          <Kbd size="xs" className={classes["keys"]} aria-hidden="true">
            {text.dryRun.playKeys}
          </Kbd>
        </button>
      )}
      <Stack gap="md" aria-busy={running} aria-live="polite">
        {rule === null && <EmptyNote icon={IconFileText} title={text.dryRun.noRule} />}
        {running && !partial && <DryRunProgress run={dryRun.name} />}
        {!running && error !== null && <ErrorNote error={error} onRetry={run} />}
        {rule !== null && !running && error === null && result === undefined && (
          <EmptyNote icon={IconBellRinging} title={text.dryRun.introTitle} hint={text.dryRun.intro} />
        )}
        {!running && error === null && result?.answer.kind === "refused" && (
          <Alert color="red" variant="light" role="alert">
            {text.dryRun.refused(result.answer.diagnostics.filter(({ severity }) => severity === "error").length)}
          </Alert>
        )}
        {error === null && result?.answer.kind === "judged" && (
          <div className={running && !partial ? classes["dimmed"] : undefined}>
            <DryRunJudgement
              answer={result.answer}
              stale={result.text !== source}
              onOpenUser={onOpenUser}
              whole={result.whole}
              onExplain={onExplain}
              onTest={onTest}
              onWeight={weigh}
            />
          </div>
        )}
        {error === null && result?.answer.kind === "judged" && (
          // Another text is another link; asked again about the same one, the link stays.
          <ShareRun
            key={result.text}
            path={path}
            scope={scope}
            moment={moment}
            text={result.text}
            answer={result.answer}
            disabled={running}
          />
        )}
        {rule !== null && <Trend path={path} text={source} rule={rule} />}
      </Stack>
    </section>
  );
}
