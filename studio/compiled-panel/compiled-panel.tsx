import { Alert, Skeleton, Text, Title } from "@mantine/core";
import { IconFileText } from "@tabler/icons-react";
import { useEffect, type RefObject } from "react";
import type { CompiledRule } from "../../api/index.ts";
import type { RuleEditorHandle } from "../editor/rule-editor.tsx";
import { EmptyNote } from "../feedback/empty-note.tsx";
import { ErrorNote } from "../feedback/error-note.tsx";
import { text as words } from "../text/text.ts";
import { CompiledCode } from "./compiled-code.tsx";
import classes from "./compiled-panel.module.css";
import { CostFacts } from "./cost-facts.tsx";
import { litParts } from "./lit-parts.ts";
import { QueryPlanCard } from "./query-plan-card.tsx";
import { useCompiled } from "./use-compiled.ts";

export interface CompiledPanelProps {
  readonly path: string;
  /** As it stands in the editor. */
  readonly text: string;
  /** Null when the open file declares no rule. */
  readonly rule: string | null;
  /** Where the caret is, as a UTF-16 offset. */
  readonly caret: number;
  readonly editor: RefObject<RuleEditorHandle | null>;
}

/** What the open rule becomes in each target, and what it costs. */
export function CompiledPanel({ path, text, rule, caret, editor }: CompiledPanelProps) {
  return (
    <section className={classes["panel"]} aria-labelledby="compiled-title">
      <Title order={2} size="h5" id="compiled-title">
        {words.compiledPanel.title}
      </Title>
      {rule === null ? (
        <EmptyNote icon={IconFileText} title={words.compiledPanel.noRule} />
      ) : (
        <Compiled path={path} text={text} rule={rule} caret={caret} editor={editor} />
      )}
    </section>
  );
}

function Compiled({ path, text, rule, caret, editor }: CompiledPanelProps & { readonly rule: string }) {
  const { data, error, refetch, isPlaceholderData } = useCompiled({ path, text, rule });
  const isStale = data !== undefined && (isPlaceholderData || data.text !== text);
  if (error !== null && data === undefined) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton h={320} aria-busy="true" aria-label={words.common.loading} role="status" />;
  const { answer } = data;
  if (answer.kind === "refused") {
    return (
      <Alert color="red" variant="light" role="alert">
        {words.compiledPanel.refused(answer.diagnostics.filter(({ severity }) => severity === "error").length)}
      </Alert>
    );
  }
  return (
    <>
      <Text size="sm" c="dimmed" role="status">
        {isStale ? words.compiledPanel.stale : words.compiledPanel.intro}
      </Text>
      <Shown compiled={answer} text={data.text} caret={isStale ? null : caret} editor={editor} />
      <CostFacts cost={answer.cost} />
      <QueryPlanCard key={`${path} ${rule}`} path={path} text={text} rule={rule} />
    </>
  );
}

interface ShownProps {
  readonly compiled: CompiledRule;
  /** That was compiled. */
  readonly text: string;
  /** Null while another text stands in the editor: its places are not those of the compiled one. */
  readonly caret: number | null;
  readonly editor: RefObject<RuleEditorHandle | null>;
}

function Shown({ compiled, text, caret, editor }: ShownProps) {
  const { parts } = compiled;
  const lit = caret === null ? [] : litParts(parts, text, caret);
  const places = lit.map((part) => `${parts[part]?.start} ${parts[part]?.end}`).join(", ");
  useEffect(() => {
    const handle = editor.current;
    handle?.mark(
      "compiled",
      outermost(lit.flatMap((part) => parts[part] ?? [])).map((span) => ({ ...span, className: classes["lit"] ?? "" })),
    );
    return () => handle?.mark("compiled", []);
    // `places` says what `lit` and `parts` hold, which are new at every render.
  }, [places, editor]);
  return (
    <CompiledCode
      compiled={compiled}
      lit={lit}
      onSelectPart={(part) => {
        const span = parts[part];
        if (span !== undefined) editor.current?.reveal(span.start);
      }}
    />
  );
}

/** In the order of the text, without those that another one holds. */
function outermost(spans: CompiledRule["parts"]): CompiledRule["parts"] {
  return spans.filter(
    (span, i) =>
      !spans.some(
        (other, k) =>
          k !== i && other.start <= span.start && span.end <= other.end && (k < i || length(other) > length(span)),
      ),
  );
}

function length({ start, end }: CompiledRule["parts"][number]): number {
  return end - start;
}
