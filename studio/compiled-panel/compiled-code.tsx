import { CopyButton, Button, Group, SegmentedControl, Skeleton } from "@mantine/core";
import { lazy, Suspense, useMemo, useState } from "react";
import type { CompiledRule } from "../../api/index.ts";
import { text as words } from "../text/text.ts";
import classes from "./compiled-panel.module.css";
import { litRanges, partAt } from "./lit-parts.ts";
import { ParameterList } from "./parameter-list.tsx";

/** Monaco is loaded on its own, after the page around it. */
const CodeView = lazy(async () => ({ default: (await import("../editor/code-view.tsx")).CodeView }));

const TARGETS = ["sql", "typescript", "plan"] as const;
type Target = (typeof TARGETS)[number];
const LANGUAGES = { sql: "pgsql", typescript: "typescript", plan: "plaintext" } as const satisfies Record<
  Target,
  string
>;

export interface CompiledCodeProps {
  readonly compiled: CompiledRule;
  /** Parts of the rule whose stretches are marked. */
  readonly lit: readonly number[];
  readonly onSelectPart: (part: number) => void;
}

export function CompiledCode({ compiled, lit, onSelectPart }: CompiledCodeProps) {
  const [target, setTarget] = useState<Target>("sql");
  const shown = compiled[target];
  const litKey = lit.join(" ");
  const marks = useMemo(
    () => litRanges(shown, lit).map(({ start, end }) => ({ start, end, className: classes["lit"] ?? "" })),
    // `litKey` says what `lit` holds, which is new at every render.
    [shown, litKey],
  );
  const label = words.compiledPanel.codeOf(words.compiledPanel.targets[target], compiled.rule.id);
  return (
    <>
      <Group justify="space-between">
        <SegmentedControl
          size="xs"
          aria-label={words.compiledPanel.target}
          data={TARGETS.map((value) => ({ value, label: words.compiledPanel.targets[value] }))}
          value={target}
          onChange={setTarget}
        />
        <CopyButton value={shown.text}>
          {({ copied, copy }) => (
            <Button size="compact-xs" variant="default" onClick={copy} aria-live="polite">
              {copied ? words.common.copied : words.common.copy}
            </Button>
          )}
        </CopyButton>
      </Group>
      <div className={classes["code"]} data-testid="compiled-code">
        <Suspense fallback={<Skeleton h="100%" radius={0} role="status" aria-label={words.common.loading} />}>
          <CodeView
            language={LANGUAGES[target]}
            text={shown.text}
            label={label}
            marks={marks}
            onSelect={(offset) => {
              const part = partAt(shown, offset);
              if (part !== null) onSelectPart(part);
            }}
          />
        </Suspense>
      </div>
      {target === "sql" && <ParameterList parameters={compiled.sql.parameters} />}
    </>
  );
}
