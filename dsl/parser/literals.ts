import type { IToken } from "chevrotain";
import type { Expr } from "../ast/expr.ts";
import type { TimeLiteral } from "../ast/literals.ts";
import type { Fix } from "../diagnostics/diagnostic.ts";
import { readAddress, readNetwork } from "../source/address-literal.ts";
import { readDuration } from "../source/duration-literal.ts";
import { readString } from "../source/string-literal.ts";
import { readTime } from "../source/time-literal.ts";
import { spanOf } from "./lex.ts";
import { node, type Span } from "../ast/node.ts";
import type { Reporter } from "./reporter.ts";
import * as t from "./tokens.ts";

/** The value of a literal token; a bare word is a name. What cannot be read is reported and becomes an error node. */
export function readLiteral(token: IToken, reporter: Reporter): Expr {
  const span = spanOf(token, reporter.file);
  const text = token.image;
  switch (token.tokenType) {
    case t.Text:
      return node({ kind: "string_literal", value: readText(token, reporter), span });
    case t.RESERVED.true:
    case t.RESERVED.false:
      return node({ kind: "bool_literal", value: text === "true", span });
    case t.Int:
      return readInt(token, reporter);
    case t.Duration:
      return readNumberWord(token, reporter);
    case t.Time: {
      const time = readTime(text);
      if (time.ok) return node({ kind: "time_literal", value: time.value, span });
      const fixes = readTime(`${text}Z`).ok ? [{ title: "in UTC", edits: [{ span, text: `${text}Z` }] }] : [];
      reporter.report("TC0010", span, { text, reason: time.reason }, { fixes });
      break;
    }
    case t.Address:
    case t.Address6:
      return readNet(token, reporter);
    case t.Decimal:
      reporter.report("TC0008", span, { text, hint: "numbers are whole: compare multiples, as in `2 * x > 3`" });
      break;
    case t.Percentage:
      return readPercentage(token, reporter);
    default:
      return node({ kind: "name", name: text, span });
  }
  return node({ kind: "error", span });
}

/** The day of `except until`: its start, or null after a report. */
export function readLastDay(token: IToken, reporter: Reporter): TimeLiteral | null {
  const day = readLiteral(token, reporter);
  if (day.kind !== "time_literal") return null;
  const written = token.image.slice(0, "2026-12-31".length);
  if (token.image === written) return day;
  const fixes = [{ title: "write the day alone", edits: [{ span: day.span, text: written }] }];
  reporter.report("TC0060", day.span, { day: written }, { fixes });
  return null;
}

/** The value of a string token, with its faults reported. */
export function readText(token: IToken, reporter: Reporter): string {
  const { value, faults } = readString(token.image);
  for (const { kind, start, end, text } of faults) {
    const span = reporter.span(token.startOffset + start, token.startOffset + end);
    if (kind === "escape") {
      const fixes = [{ title: "write the backslash", edits: [{ span, text: `\\${text}` }] }];
      reporter.report("TC0003", span, { escape: text }, { fixes: text.startsWith("\\u") ? [] : fixes });
    } else if (kind === "forbidden") reporter.report("TC0004", span, { what: text });
    else {
      const escape = `\\u{${text.slice(2)}}`;
      reporter.report(
        "TC0013",
        span,
        { name: text },
        { fixes: [{ title: "spell it", edits: [{ span, text: escape }] }] },
      );
    }
  }
  return value;
}

function readInt(token: IToken, reporter: Reporter): Expr {
  const span = spanOf(token, reporter.file);
  const { image } = token;
  if (/^0\d/.test(image)) {
    const fixed = image.replace(/^0+(?=\d)/, "");
    const fixes = [{ title: "without zeros", edits: [{ span, text: fixed }] }];
    reporter.report("TC0008", span, { text: image, hint: "a leading zero reads as octal elsewhere" }, { fixes });
    return node({ kind: "error", span });
  }
  if (image.length > MAX_DIGITS) {
    reporter.report("TC0008", span, { text: `${image.slice(0, 20)}...`, hint: "it is beyond 9007199254740991" });
    return node({ kind: "error", span });
  }
  return node({ kind: "int_literal", value: BigInt(image), span });
}

function readPercentage(token: IToken, reporter: Reporter): Expr {
  const span = spanOf(token, reporter.file);
  const value = BigInt(token.image.slice(0, -1).slice(0, MAX_DIGITS));
  if (value <= 100n) return node({ kind: "percent_literal", value, span });
  reporter.report("TC0050", span, { text: token.image });
  return node({ kind: "error", span });
}

/** Enough for every integer of the language; longer ones are refused before they become huge numbers. */
const MAX_DIGITS = 30;

function readNumberWord(token: IToken, reporter: Reporter): Expr {
  const span = spanOf(token, reporter.file);
  const text = token.image;
  const duration = readDuration(text);
  if (duration.ok) return node({ kind: "duration_literal", value: duration.value, span });
  if (/^\d[\d_]*$/.test(text)) {
    const fixes = [{ title: "digits only", edits: [{ span, text: text.replaceAll("_", "") }] }];
    reporter.report("TC0008", span, { text, hint: "numbers have digits only" }, { fixes });
  } else reporter.report("TC0009", span, { text }, { fixes: unitFixes(text, span) });
  return node({ kind: "error", span });
}

const UNITS: ReadonlyMap<string, readonly [factor: number, unit: string]> = new Map([
  ["sec", [1, "s"]],
  ["secs", [1, "s"]],
  ["second", [1, "s"]],
  ["seconds", [1, "s"]],
  ["min", [1, "m"]],
  ["mins", [1, "m"]],
  ["minute", [1, "m"]],
  ["minutes", [1, "m"]],
  ["hr", [1, "h"]],
  ["hrs", [1, "h"]],
  ["hour", [1, "h"]],
  ["hours", [1, "h"]],
  ["day", [1, "d"]],
  ["days", [1, "d"]],
  ["w", [7, "d"]],
  ["week", [7, "d"]],
  ["weeks", [7, "d"]],
]);

/** Units by their whole name; months and years have no fixed length. */
function unitFixes(text: string, span: Span): readonly Fix[] {
  const [, digits = "", word = ""] = /^(\d+)([A-Za-z]+)$/.exec(text) ?? [];
  const [factor, unit] = UNITS.get(word.toLowerCase()) ?? [];
  if (factor === undefined || unit === undefined || digits.length > 6) return [];
  const instead = `${Number(digits) * factor}${unit}`;
  return [{ title: `write \`${instead}\``, edits: [{ span, text: instead }] }];
}

function readNet(token: IToken, reporter: Reporter): Expr {
  const span = spanOf(token, reporter.file);
  const text = token.image;
  const isNetwork = text.includes("/");
  const read = isNetwork ? readNetwork(text) : readAddress(text);
  if (read.ok) return node({ kind: isNetwork ? "cidr_literal" : "ip_literal", value: read.value, span });
  const instead = "instead" in read ? read.instead : null;
  const fixes = instead === null ? [] : [{ title: `write \`${instead}\``, edits: [{ span, text: instead }] }];
  reporter.report(isNetwork ? "TC0012" : "TC0011", span, { text, reason: read.reason }, { fixes });
  return node({ kind: "error", span });
}
