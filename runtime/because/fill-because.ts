import type { AttributeValue } from "../../compiler/index.ts";
import { becauseNames } from "../../dsl/because/because-parts.ts";
import { renderBecause } from "../../dsl/because/render-because.ts";
import type { Type } from "../../dsl/types/type.ts";

/** Values of a user's attributes, by name. */
export type AttributeValues = Readonly<Record<string, AttributeValue>>;

/** Prints what a rule says with the values of one user, who are asked for only if the text has places for them. */
export function fillBecause(
  because: string,
  valuesOf: () => AttributeValues,
  types: ReadonlyMap<string, Type>,
): string {
  if (!hasPlaces(because)) return renderBecause(because, () => undefined);
  const values = valuesOf();
  return renderBecause(because, (name) => {
    const type = types.get(name);
    return type === undefined ? undefined : { type, value: values[name] ?? null };
  });
}

export function hasPlaces(because: string | null): boolean {
  return because !== null && becauseNames(because).length > 0;
}
