import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { ForeignDraft } from "../../api/index.ts";
import { draftListQuery } from "../client/queries.ts";
import { useApp } from "../shell/use-app.ts";

/** Who else has a draft of the file, as it was heard last. */
export function useOthers(path: string): readonly ForeignDraft[] {
  const { data } = useQuery(draftListQuery(useApp()));
  const others = data?.others;
  return useMemo(() => (others ?? []).filter((draft) => draft.path === path), [others, path]);
}
