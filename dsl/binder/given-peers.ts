import type { GivenValue, ObjectValue } from "../ast/test-decl.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import type { InputRow } from "../testing/user-input.ts";
import { peersBy } from "../types/row-words.ts";
import type { PeerSource } from "../types/sources.ts";
import { bindShared } from "./bind-shared.ts";
import { givenRow } from "./given-row.ts";
import type { Scope } from "./scope.ts";

export type GivenPeers = { readonly [S in PeerSource]?: readonly InputRow[] };

/** `peers: [{ by: ip, user: "x", blacklisted: true }]`: each row says what it shares. Null after an error. */
export function givenPeers(value: GivenValue, asOf: number, scope: Scope): GivenPeers | null {
  if (value.kind === "list_literal" && value.elements.length === 0) return {};
  if (value.kind !== "array") return wrong(value, "peers as `[{ by: ip, … }]`", scope);
  const peers: { [S in PeerSource]?: readonly InputRow[] } = {};
  let failed = false;
  for (const item of value.items) {
    const source =
      item.kind === "object" ? sourceOf(item, scope) : wrong(item, "the fields of a peer in braces", scope);
    const row =
      source === null || item.kind !== "object"
        ? null
        : givenRow({ ...item, entries: item.entries.filter(({ key }) => key.text !== "by") }, source, asOf, scope);
    if (source === null || row === null) failed = true;
    else peers[source] = [...(peers[source] ?? []), row];
  }
  return failed ? null : peers;
}

function sourceOf({ entries, span }: ObjectValue, scope: Scope): PeerSource | null {
  const by = entries.find(({ key }) => key.text === "by");
  if (by?.value.kind === "name") {
    const word = { text: by.value.name, span: by.value.span };
    return peersBy(word.text) ?? bindShared(by.key, word, scope);
  }
  scope.report(diagnostic("TC0519", by?.value.span ?? span, {}));
  return null;
}

function wrong(value: GivenValue, expected: string, scope: Scope): null {
  if (value.kind !== "error") scope.report(diagnostic("TC0512", value.span, { expected, found: "something else" }));
  return null;
}
