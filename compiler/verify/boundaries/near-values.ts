import type { Scalar } from "../../../dsl/binder/bound.ts";
import { enumMembers } from "../../../dsl/types/field-type.ts";
import { readAddress } from "../../../dsl/source/address-literal.ts";
import type { ElementType } from "../../../dsl/types/type.ts";
import { networkBounds } from "../../functions/networks.ts";

/** A value and those next to it that a comparison must tell apart from it. */
export function nearValues(value: Scalar, type: ElementType): readonly Scalar[] {
  if (typeof value === "number") return [value, value - 1, value + 1];
  if (typeof value === "boolean") return [value, !value];
  switch (type.kind) {
    case "enum":
      return [
        value,
        ...enumMembers(type.name)
          .filter((member) => member !== value)
          .slice(0, 2),
      ];
    case "ip":
      return [value, ...addressesAround([value])];
    case "string":
      return nearTexts(value);
    default:
      return [value];
  }
}

/** The text in other spellings, longer and shorter: what must not be equal to it. */
export function nearTexts(text: string): readonly string[] {
  const characters = Array.from(text);
  return [
    text,
    text.toUpperCase(),
    text.toLowerCase(),
    `${text} `,
    characters.slice(0, -1).join(""),
    characters.slice(1).join(""),
  ];
}

/** Texts that hold the needle at their start, inside and at their end. */
export function textsWith(needle: string): readonly string[] {
  return [needle, `${needle}x`, `x${needle}`, `x${needle}😀`];
}

/** Addresses on both sides of every boundary of some networks. An address alone is a network of one. */
export function addressesAround(networks: readonly string[]): readonly string[] {
  const { v4, v6 } = networkBounds(networks);
  const around = (bounds: readonly bigint[]) => bounds.flatMap((bound) => [bound, bound - 1n]);
  return [...around(v4).flatMap(addressV4), ...around(v6).flatMap(addressV6)];
}

/** The text of an address by its number; none for a number that is none. */
export function addressV4(value: bigint): readonly string[] {
  if (value < 0n || value >= 1n << 32n) return [];
  return [[24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join(".")];
}

/** In the spelling of stored addresses; none for those that are stored as IPv4. */
export function addressV6(value: bigint): readonly string[] {
  if (value < 0n || value >= 1n << 128n) return [];
  const groups = value.toString(16).padStart(32, "0").match(/.{4}/g) ?? [];
  const read = readAddress(groups.join(":"));
  return read.ok ? [read.value] : [];
}
