import { Button, Code, CopyButton, Group, Text } from "@mantine/core";
import { text } from "../text/text.ts";
import classes from "./code-to-copy.module.css";

export interface CodeToCopyProps {
  readonly label: string;
  readonly code: string;
}

/** Code under a line that says what it is for, and a button that copies it. */
export function CodeToCopy({ label, code }: CodeToCopyProps) {
  return (
    <div>
      <Group justify="space-between" mb={4} wrap="nowrap" align="flex-end">
        <Text>{label}</Text>
        <CopyButton value={code}>
          {({ copied, copy }) => (
            <Button size="compact-xs" variant="default" onClick={copy} aria-live="polite" className={classes["button"]}>
              {copied ? text.common.copied : text.common.copy}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Code block tabIndex={0} aria-label={label} className={classes["code"]}>
        {code}
      </Code>
    </div>
  );
}
