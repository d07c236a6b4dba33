import { rowSources } from "../types/row-words.ts";
import type { RowSource } from "../types/sources.ts";
import type { InputRow } from "../testing/user-input.ts";
import type { Given, GivenAttribute } from "./bind-given.ts";

/** `given like`: single values replace those of the fixture; lists, rows of a source among them, go behind its own. */
export function mergeGiven(fixture: Given, own: Given): Given {
  const sources: { [S in RowSource]?: readonly InputRow[] } = {};
  for (const source of rowSources()) {
    const rows = [...(fixture.user.sources[source] ?? []), ...(own.user.sources[source] ?? [])];
    // an empty list says that there are none, nothing says that they follow from the events
    const isGiven = source in fixture.user.sources || source in own.user.sources;
    if (isGiven) sources[source] = rows;
  }
  const attributes = new Map<string, GivenAttribute>(fixture.attributes);
  for (const [name, value] of own.attributes) attributes.set(name, mergeAttribute(attributes.get(name), value));
  const lists = new Map(fixture.lists);
  for (const [name, entries] of own.lists) lists.set(name, [...new Set([...(lists.get(name) ?? []), ...entries])]);
  return { user: { user: { ...fixture.user.user, ...own.user.user }, sources }, attributes, lists };
}

function mergeAttribute(before: GivenAttribute | undefined, value: GivenAttribute): GivenAttribute {
  if (typeof before !== "object" || before === null || typeof value !== "object" || value === null) return value;
  return [...new Set([...before, ...value])];
}
