import { Button, Group, TextInput } from "@mantine/core";
import { text } from "../text/text.ts";

export interface MomentFieldProps {
  /** As the field writes it, in the reader's time zone; empty for now. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The moment that the rule is asked about: now, or one in the past. */
export function MomentField({ value, onChange }: MomentFieldProps) {
  return (
    <Group gap="xs" align="end" wrap="nowrap">
      <TextInput
        type="datetime-local"
        size="xs"
        flex={1}
        label={text.dryRun.moment}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {value !== "" && (
        <Button size="xs" variant="default" onClick={() => onChange("")}>
          {text.dryRun.now}
        </Button>
      )}
    </Group>
  );
}
