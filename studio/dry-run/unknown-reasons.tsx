import { Text, Title } from "@mantine/core";
import type { DryRunUnknown } from "../../api/index.ts";
import { formatCount } from "../text/format.ts";
import { text } from "../text/text.ts";
import classes from "./dry-run-panel.module.css";

export interface UnknownReasonsProps {
  readonly why: DryRunUnknown;
  /** For how many the rule could not say; fewer are looked at. */
  readonly unknown: number;
}

/** What to blame where the rule could not say, most often first. */
export function UnknownReasons({ why: { looked, reasons }, unknown }: UnknownReasonsProps) {
  const words = text.dryRun.unknownReasons;
  return (
    <section aria-labelledby="unknown-reasons">
      <Title order={3} size="h6" id="unknown-reasons">
        {words.title}
      </Title>
      <Text size="xs" c="dimmed">
        {words.looked(looked, unknown)}
      </Text>
      <ul className={classes["people"]} aria-labelledby="unknown-reasons">
        {reasons.map(({ what, name, users }) => (
          <li key={`${what} ${name}`}>
            <span className={classes["reasonCount"]}>{formatCount(users)}</span>
            <span className={classes["name"]}>
              <code>{name}</code> {words.what[what]}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
