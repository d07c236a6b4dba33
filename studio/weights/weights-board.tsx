import { notifications } from "@mantine/notifications";
import { Skeleton, Text } from "@mantine/core";
import { useMemo, useState } from "react";
import type { Pack, Preset, Settings } from "../../api/index.ts";
import { isApiError } from "../client/api-error.ts";
import { ErrorNote } from "../feedback/error-note.tsx";
import { sentenceOf } from "../feedback/sentence-of.ts";
import { ReScoringNote } from "../presets/re-scoring-note.tsx";
import { text } from "../text/text.ts";
import { ApplyDialog } from "./apply-dialog.tsx";
import { draftOf, sameSettings, withWeight } from "./draft.ts";
import { DraftBar } from "./draft-bar.tsx";
import { EffectCard } from "./effect-card.tsx";
import { MatrixCard } from "./matrix-card.tsx";
import { matrixRules } from "./matrix-rows.ts";
import { useDraft, useUndo } from "./use-draft.ts";
import { useReplaceSettings } from "./use-replace-settings.ts";
import { useSimulation } from "./use-simulation.ts";
import { WeightEditor } from "./weight-editor.tsx";
import classes from "./weights-page.module.css";

export interface WeightsBoardProps {
  readonly app: string;
  readonly stored: Settings;
  readonly presets: readonly Preset[];
  readonly pack: Pack;
}

/** One app's draft of its settings: the matrix, the effect, and applying it. */
export function WeightsBoard({ app, stored, presets, pack }: WeightsBoardProps) {
  const [kept, setDraft] = useDraft(app);
  const [undo, setUndo] = useUndo(app);
  const [selected, setSelected] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const replace = useReplaceSettings(app);
  const undoing = useReplaceSettings(app);

  const draft = useMemo(() => kept ?? draftOf(stored), [kept, stored]);
  const simulation = useSimulation(app, stored, draft);
  const { simulated, error } = simulation;
  const matching = simulated?.answer.matching;
  const rules = useMemo(() => matrixRules(pack.files), [pack]);
  const data = useMemo(
    () => ({
      stored: stored.weights,
      draft: draft.weights,
      matching: matching ?? {},
      presets: new Map(presets.map(({ name, weights }) => [name, weights])),
    }),
    [stored, draft, matching, presets],
  );
  const rule = rules.find(({ id }) => id === selected) ?? null;

  const apply = () => {
    const { preset, ...proposal } = draft;
    replace.mutate(
      { ...proposal, ...(preset !== null && { preset }), expected: stored },
      {
        onSuccess: (after) => {
          setUndo({ before: stored, after });
          setDraft(null);
          setAsking(false);
          notifications.show({ message: text.weightsPage.apply.applied });
        },
      },
    );
  };
  const takeBack = () => {
    if (undo === null) return;
    const { preset, ...before } = undo.before;
    undoing.mutate(
      { ...before, ...(preset !== null && { preset }), expected: undo.after },
      {
        onSuccess: () => notifications.show({ message: text.weightsPage.bar.undone }),
        onError: (failure) =>
          notifications.show({
            color: "red",
            message: isApiError(failure, "conflict") ? text.weightsPage.bar.undoConflict : sentenceOf(failure),
          }),
        onSettled: (_, failure) => {
          if (failure === null || isApiError(failure, "conflict")) setUndo(null);
        },
      },
    );
  };

  return (
    <>
      <DraftBar
        stored={stored}
        draft={draft}
        presets={presets}
        canUndo={undo !== null && sameSettings(undo.after, stored)}
        undoing={undoing.isPending}
        onDraft={setDraft}
        onApply={() => {
          replace.reset();
          setAsking(true);
        }}
        onUndo={takeBack}
      />
      <ReScoringNote />
      <div className={classes["board"]}>
        <div className={classes["side"]}>
          {simulated === undefined && error !== null && <ErrorNote error={error} onRetry={simulation.retry} />}
          {simulated === undefined && error === null && (
            <Skeleton h={420} radius="md" aria-busy="true" aria-label={text.common.loading} role="status" />
          )}
          {simulated?.answer.users === 0 && (
            <section className={classes["card"]}>
              <Text>{text.weightsPage.nobody}</Text>
            </section>
          )}
          {simulated !== undefined && (
            <EffectCard
              simulation={simulation}
              simulated={simulated}
              thresholds={draft.thresholds}
              onThresholds={(thresholds) => setDraft({ ...draft, thresholds })}
            />
          )}
          <WeightEditor
            rule={rule}
            weight={rule === null ? 0 : (draft.weights[rule.id] ?? 0)}
            stored={rule === null ? 0 : (stored.weights[rule.id] ?? 0)}
            matching={rule === null ? 0 : (data.matching[rule.id] ?? 0)}
            inPresets={rule === null ? 0 : presets.filter(({ weights }) => (weights[rule.id] ?? 0) !== 0).length}
            onWeight={(weight) => rule !== null && setDraft(withWeight(draft, rule.id, weight))}
          />
        </div>
        <MatrixCard rules={rules} data={data} presets={presets} selected={selected} onSelect={setSelected} />
      </div>
      <ApplyDialog
        opened={asking}
        stored={stored}
        draft={draft}
        scope={simulation.scope}
        applying={replace.isPending}
        error={replace.error}
        onApply={apply}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
