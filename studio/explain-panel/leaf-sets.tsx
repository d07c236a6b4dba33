import { Text, Title } from "@mantine/core";
import type { Explanation, Leaf } from "../../api/index.ts";
import { formatMoment } from "../text/format.ts";
import { text } from "../text/text.ts";
import classes from "./explain-panel.module.css";
import { PlaceButton, type PlaceButtonProps } from "./place-button.tsx";
import { shownText } from "./shown-text.ts";
import { TruthMark } from "./truth-mark.tsx";

export interface LeafSetsProps {
  readonly explanation: Explanation;
  readonly onGo: PlaceButtonProps["onGo"];
}

/** For a match what was enough for it, else the smallest changes that would bring one about. */
export function LeafSets({ explanation: { nearestMiss, why }, onGo }: LeafSetsProps) {
  const words = text.explainPanel;
  if (nearestMiss !== null) {
    const { leaves, sets, complete, failed, conditions } = nearestMiss;
    const inWhen = failed.filter(({ part }) => part === "when").length;
    const lead = sets.length === 0 ? words.miss.none : sets.length === 1 ? words.miss.one : words.miss.any;
    return (
      <section aria-labelledby="nearest-miss">
        <Title order={3} size="h6" id="nearest-miss">
          {words.miss.title}
        </Title>
        <Text size="sm">{words.miss.holds(conditions - inWhen, conditions)}</Text>
        <Text size="sm">{lead}</Text>
        <Sets {...{ leaves, sets, onGo }} actual={(actual, needed) => words.miss.needs(actual, needed)} />
        {!complete && (
          <Text size="xs" c="dimmed">
            {words.miss.incomplete}
          </Text>
        )}
      </section>
    );
  }
  if (why === null || why.sets.length === 0) return null;
  return (
    <section aria-labelledby="why-it-matches">
      <Title order={3} size="h6" id="why-it-matches">
        {words.why.title}
      </Title>
      <Text size="sm">{why.sets.length === 1 ? words.why.one : words.why.any}</Text>
      <Sets leaves={why.leaves} sets={why.sets} onGo={onGo} actual={(actual) => words.why.is(actual)} />
    </section>
  );
}

interface SetsProps {
  readonly leaves: readonly Leaf[];
  readonly sets: readonly (readonly number[])[];
  readonly onGo: PlaceButtonProps["onGo"];
  readonly actual: (actual: string, needed: string) => string;
}

function Sets({ leaves, sets, onGo, actual }: SetsProps) {
  const words = text.explainPanel;
  return (
    <ol className={classes["sets"]}>
      {sets.map((set, place) => (
        <li key={place} aria-label={words.miss.option(place + 1)}>
          {set.map((index) => {
            const leaf = leaves[index];
            if (leaf === undefined) return null;
            return (
              <div key={index} className={classes["line"]}>
                <TruthMark truth={leaf.truth} />
                <div className={classes["said"]}>
                  <PlaceButton code={leaf.subject} span={leaf.span} onGo={onGo} />
                  <span>{actual(shownText(leaf.actual, leaf.type), leaf.needed)}</span>
                  {leaf.row !== null && (
                    <span className={classes["soft"]}>
                      {words.row(leaf.row.source, leaf.row.index, formatMoment(leaf.row.time))}
                    </span>
                  )}
                </div>
              </div>
            );
          })}
        </li>
      ))}
    </ol>
  );
}
