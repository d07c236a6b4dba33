import type { Scalar } from "../../dsl/binder/bound.ts";
import { FIELD_INT } from "../../dsl/binder/interval.ts";
import { readAddress, readNetwork } from "../../dsl/source/address-literal.ts";
import { readDuration } from "../../dsl/source/duration-literal.ts";
import type { LiteralResult } from "../../dsl/source/literal-result.ts";
import { readTime } from "../../dsl/source/time-literal.ts";
import { enumMembers } from "../../dsl/types/field-type.ts";
import { typeText } from "../../dsl/types/type-text.ts";
import type { ValueType } from "../../dsl/types/type.ts";
import { CliError } from "../cli-error.ts";

/** A JSON value as a value of the language; `null` is missing. `place` is what the failure names. */
export function readScalar(json: unknown, { type, optional }: ValueType, place: string, asOf: number): Scalar | null {
  if (json === null) return optional ? null : refuse(place, `\`${typeText(type)}\`: it is never missing`);
  switch (type.kind) {
    case "bool":
      return typeof json === "boolean" ? json : refuse(place, "true or false");
    case "int":
      return isFieldInt(json) ? json : refuse(place, `a whole number from ${FIELD_INT.low} to ${FIELD_INT.high}`);
    case "string":
      return typeof json === "string" ? json : refuse(place, "a text");
    case "time":
      return literal(json, place, (text) => readMoment(text, asOf));
    case "duration":
      return literal(json, place, readDuration);
    case "ip":
      return literal(json, place, readAddress);
    case "cidr":
      return literal(json, place, readNetwork);
    case "enum":
      return typeof json === "string" && enumMembers(type.name).includes(json)
        ? json
        : refuse(place, `a member of \`${type.name}\``);
    case "list":
    case "row":
      throw new Error("invariant: a scalar is neither a list nor a row");
  }
}

/** @throws CliError always */
export function refuse(place: string, expected: string): never {
  throw new CliError(`${place} must be ${expected}`);
}

function isFieldInt(json: unknown): json is number {
  return typeof json === "number" && Number.isInteger(json) && json >= FIELD_INT.low && json <= FIELD_INT.high;
}

function literal<T extends Scalar>(json: unknown, place: string, read: (text: string) => LiteralResult<T>): T {
  if (typeof json !== "string") return refuse(place, "a text");
  const result = read(json);
  if (result.ok) return result.value;
  throw new CliError(`${place}: ${json} cannot be read: ${result.reason.replaceAll("`", "")}`);
}

/** `5m ago`, counted from the judged moment, or a time. */
function readMoment(text: string, asOf: number): LiteralResult<number> {
  const ago = /^(\S+) ago$/.exec(text)?.[1];
  if (ago === undefined) return readTime(text);
  const duration = readDuration(ago);
  return duration.ok ? { ok: true, value: asOf - duration.value } : duration;
}
