import { Alert, Skeleton, Stack, Text } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import type { DryRunJudged } from "../../api/index.ts";
import type { z } from "zod";
import { formatCount, formatDuration, formatMoment } from "../text/format.ts";
import { text } from "../text/text.ts";
import { Difference } from "./difference.tsx";
import classes from "./dry-run-panel.module.css";
import { MatchRate } from "./match-rate.tsx";
import { MatchingUsers } from "./matching-users.tsx";
import { Overlap } from "./overlap.tsx";
import { ScoreChanges } from "./score-changes.tsx";
import { UnknownReasons } from "./unknown-reasons.tsx";

export interface DryRunJudgementProps {
  readonly answer: z.infer<typeof DryRunJudged>;
  /** False while only the match rate is there. */
  readonly whole: boolean;
  /** The text was changed after this run. */
  readonly stale: boolean;
  readonly onOpenUser: (name: string) => void;
  readonly onExplain: (name: string) => void;
  readonly onTest: (name: string) => void;
  readonly onWeight: (weight: number) => void;
}

export function DryRunJudgement(props: DryRunJudgementProps) {
  const { answer, whole, stale, onOpenUser, onExplain, onTest, onWeight } = props;
  const {
    tested,
    matched,
    unknown,
    tier,
    milliseconds,
    asOf,
    users,
    crowded,
    currentFields,
    difference,
    overlap,
    scores,
    whyUnknown,
  } = answer;
  if (tested === 0) return <Text c="dimmed">{text.dryRun.nobodyStored}</Text>;
  return (
    <Stack gap="md">
      {stale && (
        <Alert p="xs" variant="light" color="gray" icon={<IconRefresh aria-hidden="true" />}>
          {text.dryRun.stale}
        </Alert>
      )}
      <div>
        <MatchRate tested={tested} matched={matched} unknown={unknown} answer={answer} />
        <dl className={classes["numbers"]}>
          <Figure label={text.dryRun.tested} value={formatCount(tested)} />
          <Figure label={text.dryRun.unknown} value={formatCount(unknown)} title={text.dryRun.unknownHint} />
          <Figure label={text.dryRun.tier} value={text.dryRun.tiers[tier]} />
          <Figure label={text.dryRun.took} value={formatDuration(milliseconds)} />
        </dl>
        <Text size="xs" c="dimmed" mt={6}>
          {text.dryRun.asOf(formatMoment(asOf))}
        </Text>
        {currentFields.length > 0 && (
          <Text size="xs" c="dimmed" mt={6}>
            {text.dryRun.currentFields(currentFields)}
          </Text>
        )}
        {crowded.map(({ by, values }) => (
          <Text key={by} size="xs" c="dimmed" mt={6}>
            {text.dryRun.crowded[by](values)}
          </Text>
        ))}
      </div>
      {!whole ? (
        <Skeleton h={180} role="status" aria-label={text.common.loading} />
      ) : (
        <>
          {whyUnknown.looked > 0 && <UnknownReasons why={whyUnknown} unknown={unknown} />}
          {difference !== null && <Difference difference={difference} onOpen={onOpenUser} />}
          {matched === 0 ? (
            <Text>
              {text.dryRun.nobody} <span className={classes["because"]}>{text.dryRun.nobodyHint}</span>
            </Text>
          ) : (
            <MatchingUsers users={users} matched={matched} onOpen={onOpenUser} onExplain={onExplain} onTest={onTest} />
          )}
          {scores !== null && <ScoreChanges scores={scores} onWeight={onWeight} />}
          {overlap !== null && matched > 0 && <Overlap overlap={overlap} />}
        </>
      )}
    </Stack>
  );
}

interface FigureProps {
  readonly label: string;
  readonly value: string;
  readonly title?: string;
}

function Figure({ label, value, title }: FigureProps) {
  return (
    <div title={title}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
