import { isPeerSource } from "../../dsl/types/row-words.ts";
import type { FieldPath } from "../../compiler/index.ts";
import { ROW_CAP, type PeerSource } from "../../dsl/types/sources.ts";
import type { ContextNeeds, SourceNeeds } from "./context-needs.ts";

/**
 * The same needs, so that what is read can be continued (`continue-context.ts`): each row with its key, and of what moves to the front when
 * it is seen again all fields, however far back it stands.
 */
export function keyedNeeds({ user, sources }: ContextNeeds): ContextNeeds {
  return { user, sources: sources.filter(({ source }) => !isPeerSource(source)).map(keyed) };
}

/** What others do changes without the user: peers are asked for each time, those of each kind of whom they can tell something. */
export function peerNeeds({ sources }: ContextNeeds, peers: PeerSource): ContextNeeds {
  return { user: [], sources: sources.filter(({ source }) => source === peers) };
}

function keyed(needs: SourceNeeds): SourceNeeds {
  const { source, slices } = needs;
  if (source === "events" || source === "sessions" || source === "field_changes") return { ...needs, keyed: true };
  const to = Math.max(...slices.map((slice) => slice.to));
  return {
    ...needs,
    slices: [{ from: 0, to: Math.min(to, ROW_CAP), paths: distinct(slices.flatMap(({ paths }) => paths)) }],
    keyed: true,
  };
}

function distinct(paths: readonly FieldPath[]): readonly FieldPath[] {
  return [...new Map(paths.map((path) => [path.join("."), path])).values()];
}
