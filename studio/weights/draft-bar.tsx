import { Button, Select, Text } from "@mantine/core";
import { IconArrowBackUp } from "@tabler/icons-react";
import type { Preset, Settings } from "../../api/index.ts";
import { text } from "../text/text.ts";
import { changedRules, draftFrom, type Draft } from "./draft.ts";
import { THRESHOLDS } from "./thresholds.ts";
import classes from "./weights-page.module.css";

export interface DraftBarProps {
  readonly stored: Settings;
  readonly draft: Draft;
  readonly presets: readonly Preset[];
  /** Whether the last change is still what stands. */
  readonly canUndo: boolean;
  readonly undoing: boolean;
  readonly onDraft: (draft: Draft | null) => void;
  readonly onApply: () => void;
  readonly onUndo: () => void;
}

/** Where the draft came from, how far it is from what is stored, and what to do with it. */
export function DraftBar({ stored, draft, presets, canUndo, undoing, onDraft, onApply, onUndo }: DraftBarProps) {
  const words = text.weightsPage.bar;
  const rules = changedRules(draft.weights, stored.weights).length;
  const thresholds = THRESHOLDS.filter((which) => draft.thresholds[which] !== stored.thresholds[which]).length;
  const isChanged = rules + thresholds > 0;
  const titleOf = (name: string) => presets.find((preset) => preset.name === name)?.title ?? name;
  return (
    <div className={classes["bar"]}>
      <Select
        label={words.start}
        description={stored.preset === null ? words.ownSettings : words.standing(titleOf(stored.preset))}
        placeholder={words.startHint}
        size="sm"
        searchable
        data={presets.map(({ name, title }) => ({ value: name, label: title }))}
        value={draft.preset}
        onChange={(name) => {
          const preset = presets.find((each) => each.name === name);
          if (preset !== undefined) onDraft(draftFrom(preset));
        }}
        allowDeselect={false}
      />
      <Text size="sm" role="status" className={classes["state"]} data-changed={isChanged || undefined}>
        {isChanged ? words.changes(rules, thresholds) : words.unchanged}
      </Text>
      <div className={classes["actions"]}>
        {canUndo && (
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={16} aria-hidden="true" />}
            loading={undoing}
            onClick={onUndo}
          >
            {words.undo}
          </Button>
        )}
        <Button variant="default" disabled={!isChanged} onClick={() => onDraft(null)}>
          {words.discard}
        </Button>
        <Button disabled={!isChanged} onClick={onApply}>
          {words.apply}
        </Button>
      </div>
    </div>
  );
}
