import type {
  AttributeDecl,
  Declaration,
  DefineDecl,
  ExceptClause,
  ExtendDecl,
  ListDecl,
  MapDecl,
  PresetDecl,
  PresetEntry,
  RuleDecl,
  TypeRef,
} from "../ast/declaration.ts";
import { quote } from "../source/string-literal.ts";
import { printBlock, printConditions, printExpr, type PrintContext } from "./print-expression.ts";
import { endWithComma, INDENT, WIDTH, type LineItem } from "./print-lines.ts";
import { printValue } from "./print-list.ts";
import { printBraced, printFixture, printTest } from "./print-test.ts";

/** One declaration, without the comments above and behind it. */
export function printDeclaration(declaration: Declaration, context: PrintContext): string {
  switch (declaration.kind) {
    case "const": {
      const head = `const ${declaration.name.text}${docBehind(declaration.doc)} = `;
      return head + printValue(declaration.value, head.length, "", context);
    }
    case "list":
      return printList(declaration, context);
    case "extend":
      return printExtend(declaration, context);
    case "override": {
      const head = `override const ${declaration.name.text} = `;
      return head + printValue(declaration.value, head.length, "", context);
    }
    case "map":
      return printMap(declaration, context);
    case "attribute":
      return printAttribute(declaration, context);
    case "define":
      return printDefine(declaration, context);
    case "rule":
      return printRule(declaration, context);
    case "preset":
      return printPreset(declaration, context);
    case "fixture":
      return printFixture(declaration, context);
    case "test":
      return printTest(declaration, context);
  }
}

const docBehind = (doc: string | null): string => (doc === null ? "" : ` ${quote(doc)}`);

function printType({ name, args, optional }: TypeRef): string {
  const inner = args.length === 0 ? "" : `<${args.map(printType).join(", ")}>`;
  return `${name.text}${inner}${optional ? "?" : ""}`;
}

function printList({ name, type, doc, value }: ListDecl, context: PrintContext): string {
  return printEntries(`list ${name.text} : ${printType(type)}${docBehind(doc)} = `, value, context);
}

function printExtend({ name, value }: ExtendDecl, context: PrintContext): string {
  return printEntries(`extend list ${name.text} with `, value, context);
}

function printEntries(head: string, value: ListDecl["value"], context: PrintContext): string {
  if (value.kind === "list_runtime") return `${head}runtime`;
  if (value.kind === "list_file") return `${head}file ${quote(value.path)}`;
  return head + printValue(value, head.length, "", context);
}

function printMap({ name, type, doc, entries, span }: MapDecl, context: PrintContext): string {
  const items = entries.map((entry) => ({
    start: entry.span.start,
    end: endWithComma(entry.span.end, context.source),
    print: () => `${printExpr(entry.key, INDENT, context)}: ${printExpr(entry.value, INDENT, context)}`,
  }));
  return printBraced(`map ${name.text} : ${printType(type)}${docBehind(doc)} = {`, items, span, context);
}

/** With a doc, or where it does not fit, the parts stand under each other. */
function printAttribute({ name, type, doc, body }: AttributeDecl, context: PrintContext): string {
  const head = `attribute ${name.text} : ${printType(type)}`;
  if (doc !== null) return `${head}\n${INDENT}${quote(doc)}\n${INDENT}= ${printValue(body, 4, INDENT, context)}`;
  const flat = printExpr(body, "", { ...context, cursor: null });
  if (!flat.includes("\n") && head.length + 3 + flat.length > WIDTH) {
    return `${head}\n${INDENT}= ${printValue(body, 4, INDENT, context)}`;
  }
  return `${head} = ${printValue(body, head.length + 3, "", context)}`;
}

function printDefine({ name, params, doc, body }: DefineDecl, context: PrintContext): string {
  const list = params.map((param) => `${param.name.text}: ${printType(param.type)}`).join(", ");
  return `define ${name.text}(${list})${docBehind(doc)} ${printBlock(body, "", context)}`;
}

function printRule({ id, title, metadata, when, exceptions, span }: RuleDecl, context: PrintContext): string {
  const width = Math.max(0, ...metadata.map(({ key }) => key.text.length)) + 1;
  const items: LineItem[] = metadata.map((entry) => ({
    start: entry.span.start,
    end: entry.span.end,
    print: () => entry.key.text.padEnd(width) + printValue(entry.value, INDENT.length + width, INDENT, context),
  }));
  if (when !== null) {
    items.push({ ...when.span, blankBefore: true, print: () => `when ${printConditions(when, INDENT, context)}` });
  }
  for (const clause of exceptions)
    items.push({ ...clause.block.span, blankBefore: true, print: () => printException(clause, context) });
  items.sort((a, b) => a.start - b.start);
  return printBraced(`rule ${id.text} ${quote(title)} {`, items, span, context);
}

/** With an end the braces stay: a date and a condition on one line read as one thing. */
function printException({ until, block }: ExceptClause, context: PrintContext): string {
  return until === null
    ? `except ${printConditions(block, INDENT, context)}`
    : `except until ${printExpr(until, INDENT, context)} ${printBlock(block, INDENT, context)}`;
}

function printPreset(preset: PresetDecl, context: PrintContext): string {
  const { description, descriptionSpan } = preset;
  const width = Math.max(0, ...preset.thresholds.map(({ target }) => target.length)) + 1;
  const items: LineItem[] = preset.entries.map((entry) => ({
    start: entry.span.start,
    end: entry.span.end,
    print: () => `${entry.rule.text} ${printWeight(entry, context)}`,
  }));
  for (const { target, atOrBelow, span } of preset.thresholds) {
    const print = () =>
      target.padEnd(width) + (atOrBelow === null ? "off" : `at or below ${printExpr(atOrBelow, INDENT, context)}`);
    items.push({ start: span.start, end: span.end, print });
  }
  if (description !== null && descriptionSpan !== null) {
    items.push({
      start: descriptionSpan.start,
      end: descriptionSpan.end,
      print: () => `description ${quote(description)}`,
    });
  }
  items.sort((a, b) => a.start - b.start);
  return printBraced(`preset ${preset.name.text} ${quote(preset.title)} {`, items, preset.span, context);
}

function printWeight({ weight }: PresetEntry, context: PrintContext): string {
  return weight.kind === "named_weight" ? weight.name.text : `weight ${printExpr(weight, INDENT, context)}`;
}
