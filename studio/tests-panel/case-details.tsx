import { Text } from "@mantine/core";
import type { TestCase } from "../../api/index.ts";
import { text as words } from "../text/text.ts";
import classes from "./tests-panel.module.css";

export interface CaseDetailsProps {
  readonly one: TestCase;
}

/** What a case expected, what each target answered, and the values behind it. */
export function CaseDetails({ one }: CaseDetailsProps) {
  const values = Object.entries(one.attributes);
  return (
    <div className={classes["details"]}>
      {one.expectations
        .filter(({ met, typescript, sql }) => !met || typescript !== sql)
        .map(({ expected, span, typescript, sql }) => (
          <div key={span.start}>
            <Text size="sm">{words.testsPanel.expected(expected)}</Text>
            <ul className={classes["answers"]}>
              <li>{words.testsPanel.got(words.testsPanel.targets.typescript, typescript)}</li>
              <li>{words.testsPanel.got(words.testsPanel.targets.sql, sql)}</li>
            </ul>
          </div>
        ))}
      {values.length > 0 && (
        <>
          <Text size="xs" c="dimmed">
            {words.testsPanel.attributes}
          </Text>
          <dl className={classes["values"]}>
            {values.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value === null ? words.testsPanel.missing : JSON.stringify(value)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </div>
  );
}
