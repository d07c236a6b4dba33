import { CliError } from "../cli-error.ts";

/** What is swept: the weight of a rule, a threshold of the app, or a constant of the pack. */
export type Vary =
  | { readonly kind: "weight"; readonly name: string; readonly rule: string; readonly values: readonly number[] }
  | {
      readonly kind: "threshold";
      readonly name: "review" | "blacklist";
      /** Null is off. */
      readonly values: readonly (number | null)[];
    }
  /** Values as they stand in a rule file: `3`, `12h`. */
  | { readonly kind: "constant"; readonly name: string; readonly values: readonly string[] };

/** More points of one sweep are a mistake in its step. */
const MOST_VALUES = 1000;

/**
 * Reads `X05.weight=0..70:5`, `review=0,20,33,off` or `NEW_DEVICE_LIFETIME=1h..12h:1h`: a range has both ends in it and a step, 1 when it is
 * not given.
 *
 * @throws CliError in a sentence that names what is wrong.
 */
export function readVary(text: string): Vary {
  const [, name = "", written = ""] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  if (name === "" || written === "") throw wrong(text, "it reads NAME=VALUES, such as X05.weight=0..70:5");
  const values = written.split(",").flatMap((part) => valuesOf(part.trim(), text));
  if (values.length > MOST_VALUES) throw wrong(text, `it has more than ${MOST_VALUES.toLocaleString("en")} values`);
  if (name === "review" || name === "blacklist") {
    const most = name === "review" ? 99 : 98;
    return {
      kind: "threshold",
      name,
      values: values.map((value) => (value === "off" ? null : whole(value, text, 0, most))),
    };
  }
  const rule = /^([A-Z][0-9]{2,3})\.weight$/.exec(name)?.[1];
  if (rule !== undefined)
    return { kind: "weight", name, rule, values: values.map((value) => whole(value, text, -100, 100)) };
  if (/^[A-Z][A-Z0-9_]*$/.test(name)) return { kind: "constant", name, values };
  throw wrong(text, `${name} is neither RULE.weight, review, blacklist nor a constant in capital letters`);
}

const VALUE = /^(-?\d+(?:\.\d+)?)([a-z%]*)$/;

function valuesOf(part: string, text: string): readonly string[] {
  const [, from, to, by] = /^(.+?)\.\.(.+?)(?::(.+))?$/.exec(part) ?? [];
  if (from === undefined || to === undefined) {
    if (part !== "off" && !VALUE.test(part)) throw wrong(text, `\`${part}\` is not a value`);
    return [part];
  }
  const [first, last, step] = [measured(from, text), measured(to, text), measured(by ?? `1${unitOf(from)}`, text)];
  if (first.unit !== last.unit || first.unit !== step.unit) throw wrong(text, "a range has one unit");
  if (step.amount <= 0 || last.amount < first.amount) throw wrong(text, "a range goes up, by a step above 0");
  // Counted, not added up: 0.1 thrice is not 0.3.
  const count = Math.floor((last.amount - first.amount) / step.amount + 1e-9) + 1;
  if (count > MOST_VALUES) throw wrong(text, `it has more than ${MOST_VALUES.toLocaleString("en")} values`);
  return Array.from({ length: count }, (_, n) => {
    const amount = Number((first.amount + n * step.amount).toPrecision(12));
    return `${amount}${first.unit}`;
  });
}

function measured(part: string, text: string): { readonly amount: number; readonly unit: string } {
  const [, amount, unit = ""] = VALUE.exec(part.trim()) ?? [];
  if (amount === undefined) throw wrong(text, `\`${part}\` is not a value`);
  return { amount: Number(amount), unit };
}

function unitOf(part: string): string {
  return VALUE.exec(part.trim())?.[2] ?? "";
}

function whole(value: string, text: string, least: number, most: number): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw wrong(text, `\`${value}\` is not a whole number from ${least} to ${most}`);
}

function wrong(text: string, reason: string): CliError {
  return new CliError(`--vary ${text}: ${reason}`);
}
