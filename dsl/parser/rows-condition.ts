import type { IToken } from "chevrotain";
import type { Expr } from "../ast/expr.ts";
import type { Block } from "../ast/groups.ts";
import { node, type Name, type Span } from "../ast/node.ts";
import { spanOf } from "./lex.ts";
import type { Reporter } from "./reporter.ts";

/** What stands before the block of a group or of a condition over rows. */
export interface RowsHead {
  readonly head: IToken;
  row: Name | null;
  by: Name | null;
  alias: Name | null;
  last: Expr | null;
  within: Expr | null;
  where: { readonly word: IToken; readonly condition: Expr } | null;
}

/** Words of groups and of conditions over rows are easily swapped: what was meant is clear, so it is read that way. */
const AS_GROUP = { any: "any", all: "all", none: "none", no: "none", every: "all" } as const;
const OVER_ROWS = { any: "any", no: "no", every: "every", all: "every", none: "no" } as const;

export function rowsCondition(parts: RowsHead, body: Block | null, span: Span, reporter: Reporter): Expr {
  const { head, row, where } = parts;
  const word = wordOf(head);
  const table = row === null ? AS_GROUP : OVER_ROWS;
  if (table[word] !== word) reportSwapped(head, row, table[word], reporter);
  if (row === null) return node({ kind: "group", op: AS_GROUP[word], body: body ?? emptyBlock(span), span });

  const conditions = [...(where === null ? [] : [where.condition]), ...(body?.conditions ?? [])];
  if (where !== null) reportWhere(parts, row, where, body === null, reporter);
  const whole =
    where === null && body !== null ? body : node({ kind: "block", conditions: Object.freeze(conditions), span });
  const { by, alias, last, within } = parts;
  return node({ kind: "quantifier", op: OVER_ROWS[word], row, by, alias, last, within, body: whole, span });
}

function wordOf(token: IToken): keyof typeof AS_GROUP {
  const { image } = token;
  // invariant: the token's category Rows holds exactly these words
  return image === "all" || image === "none" || image === "no" || image === "every" ? image : "any";
}

const emptyBlock = (span: Span): Block => node({ kind: "block", conditions: Object.freeze([]), span });

function reportSwapped(head: IToken, row: Name | null, instead: string, reporter: Reporter): void {
  const span = spanOf(head, reporter.file);
  const behind = row === null ? " { }" : ` ${row.text}`;
  const fixes = [{ title: `write \`${instead}\``, edits: [{ span, text: instead }] }];
  reporter.report(
    "TC0029",
    span,
    { found: `${head.image}${behind}`, instead: `${instead}${behind} { … }`.replace("{ } {", "{") },
    { fixes },
  );
}

function reportWhere(
  { head }: RowsHead,
  row: Name,
  { word, condition }: NonNullable<RowsHead["where"]>,
  alone: boolean,
  reporter: Reporter,
): void {
  const start = `${head.image} ${row.text}`;
  const span = spanOf(word, reporter.file);
  const { end } = condition.span;
  const edits = [
    { span, text: "{" },
    { span: reporter.span(end, end), text: " }" },
  ];
  const fixes = alone ? [{ title: "use a block", edits }] : [];
  reporter.report("TC0029", span, { found: `${start} where`, instead: `${start} { … }` }, { fixes });
}
