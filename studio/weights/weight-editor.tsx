import { Button, Group, NumberInput, Slider, Stack, Text, Title } from "@mantine/core";
import { text } from "../text/text.ts";
import { signedWeight } from "../trust-score/weight-name.ts";
import { WeightTag } from "../trust-score/weight-tag.tsx";
import type { MatrixRule } from "./matrix-rows.ts";
import { NAMED_WEIGHTS } from "./named-weights.ts";
import classes from "./weights-page.module.css";

export interface WeightEditorProps {
  /** Null while none is chosen. */
  readonly rule: MatrixRule | null;
  readonly weight: number;
  readonly stored: number;
  /** Users that the rule matches. */
  readonly matching: number;
  /** Presets in which it weighs something. */
  readonly inPresets: number;
  readonly onWeight: (weight: number) => void;
}

/** What one rule weighs: by name, by a slider, or as a number. */
export function WeightEditor({ rule, weight, stored, matching, inPresets, onWeight }: WeightEditorProps) {
  const words = text.weightsPage.editor;
  return (
    <section className={classes["card"]} aria-labelledby="weight-editor">
      <Title order={2} size="h5" id="weight-editor">
        {rule === null ? words.title : `${rule.id} ${rule.title}`}
      </Title>
      {rule === null ? (
        <Text c="dimmed" size="sm">
          {words.choose}
        </Text>
      ) : (
        <Stack gap="sm" mt="xs">
          <Text size="sm" c="dimmed">
            {matching === 0 ? words.matchesNobody : words.matches(matching)}
            {" · "}
            {inPresets === 0 ? words.inNoPreset : words.inPresets(inPresets)}
          </Text>
          <div className={classes["named"]} role="group" aria-label={words.named}>
            {NAMED_WEIGHTS.map(({ name, weight: named }) => (
              <Button
                key={name}
                size="compact-sm"
                variant={named === weight ? "filled" : "default"}
                aria-pressed={named === weight}
                onClick={() => onWeight(named)}
              >
                {text.weight.names[name]} {signedWeight(named)}
              </Button>
            ))}
          </div>
          <Slider
            thumbLabel={words.slider}
            min={-100}
            max={100}
            value={weight}
            onChange={onWeight}
            label={signedWeight}
            marks={NAMED_WEIGHTS.map(({ weight: value }) => ({ value }))}
            thumbSize={20}
            my="xs"
          />
          <Group align="end" justify="space-between" gap="sm">
            <NumberInput
              label={words.number}
              description={words.numberHint}
              size="xs"
              min={-100}
              max={100}
              clampBehavior="strict"
              allowDecimal={false}
              value={weight}
              onChange={(value) => typeof value === "number" && onWeight(value)}
            />
            {weight !== stored && (
              <Button
                size="xs"
                variant="subtle"
                onClick={() => onWeight(stored)}
                rightSection={<WeightTag weight={stored} />}
              >
                {words.back}
              </Button>
            )}
          </Group>
        </Stack>
      )}
    </section>
  );
}
