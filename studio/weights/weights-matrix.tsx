import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState, type CSSProperties, type KeyboardEvent } from "react";
import type { Preset } from "../../api/index.ts";
import { text } from "../text/text.ts";
import { MatrixHead } from "./matrix-head.tsx";
import { MatrixRow } from "./matrix-row.tsx";
import {
  nextMatrixSorting,
  type MatrixColumn,
  type MatrixData,
  type MatrixRule,
  type MatrixSorting,
} from "./matrix-rows.ts";
import { rowToGoTo } from "./row-to-go-to.ts";
import classes from "./weights-matrix.module.css";

/** Pixels, as the style sheet has it. */
const ROW_HEIGHT = 30;

export interface WeightsMatrixProps {
  /** Filtered and sorted. */
  readonly rows: readonly MatrixRule[];
  readonly data: MatrixData;
  readonly presets: readonly Preset[];
  readonly sorting: MatrixSorting;
  /** The rule that is being weighed; null when none is. */
  readonly selected: string | null;
  readonly onSort: (sorting: MatrixSorting) => void;
  readonly onSelect: (id: string) => void;
}

/** Every rule beside what it weighs now, in the draft, and in each preset. Only the rows in sight are drawn. */
export function WeightsMatrix({ rows, data, presets, sorting, selected, onSort, onSelect }: WeightsMatrixProps) {
  const words = text.weightsPage.matrix;
  const scroller = useRef<HTMLDivElement>(null);
  const [reached, setReached] = useState(0);
  /** The row that is to have the focus, once it is drawn. */
  const awaited = useRef<number | null>(null);
  const focusAwaited = () => {
    const row = scroller.current?.querySelector<HTMLElement>(`[data-row="${awaited.current}"]`);
    if (row === null || row === undefined) return;
    awaited.current = null;
    row.focus({ preventScroll: true });
  };
  useEffect(focusAwaited);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const drawn = virtualizer.getVirtualItems();
  const above = drawn[0]?.start ?? 0;
  const below = virtualizer.getTotalSize() - (drawn.at(-1)?.end ?? 0);
  const isDrawn = drawn.some(({ index }) => index === reached);
  const head = (column: MatrixColumn) => ({
    sorted:
      sorting.column !== column
        ? ("none" as const)
        : sorting.descending
          ? ("descending" as const)
          : ("ascending" as const),
    onSort: () => {
      onSort(nextMatrixSorting(sorting, column));
      setReached(0);
      virtualizer.scrollToOffset(0);
    },
  });

  const goOn = (event: KeyboardEvent<HTMLElement>) => {
    const at = (event.target as HTMLElement).dataset["row"];
    const next = at === undefined ? null : rowToGoTo(event.key, Number(at), rows.length);
    if (next === null) return;
    event.preventDefault();
    setReached(next);
    awaited.current = next;
    focusAwaited();
    virtualizer.scrollToIndex(next);
  };

  return (
    <div ref={scroller} className={classes["scroller"]}>
      <table
        className={classes["matrix"]}
        // A custom property is no part of React's own style type.
        style={{ "--presets": presets.length } as CSSProperties}
        aria-label={words.title}
        aria-rowcount={rows.length + 1}
      >
        <colgroup>
          <col className={classes["ruleColumn"]} />
          <col className={classes["ownColumn"]} />
          <col className={classes["ownColumn"]} />
          <col className={classes["matchingColumn"]} />
          {presets.map(({ name }) => (
            <col key={name} className={classes["presetColumn"]} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <MatrixHead label={words.rule} kind="rule" {...head("id")} />
            <MatrixHead label={words.stored} kind="own" {...head("stored")} />
            <MatrixHead label={words.draft} kind="own" {...head("draft")} />
            <MatrixHead label={words.matching} title={words.matchingHint} kind="own" {...head("matching")} />
            {presets.map(({ name, title, thresholds: { review, blacklist } }) => (
              <MatrixHead
                key={name}
                label={title}
                title={words.preset(title, review, blacklist)}
                kind="preset"
                {...head(`preset ${name}`)}
              />
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={goOn}>
          {above > 0 && <Gap height={above} />}
          {drawn.map(({ index }) => {
            const rule = rows[index];
            if (rule === undefined) return null;
            return (
              <MatrixRow
                key={rule.id}
                rule={rule}
                index={index}
                stored={data.stored[rule.id] ?? 0}
                draft={data.draft[rule.id] ?? 0}
                matching={data.matching[rule.id] ?? 0}
                presets={presets}
                selected={rule.id === selected}
                focusable={isDrawn ? index === reached : index === drawn[0]?.index}
                onSelect={onSelect}
              />
            );
          })}
          {below > 0 && <Gap height={below} />}
        </tbody>
      </table>
    </div>
  );
}

/** Stands for the rows out of sight. */
function Gap({ height }: { readonly height: number }) {
  return (
    <tr aria-hidden="true">
      <td style={{ height, padding: 0 }} />
    </tr>
  );
}
