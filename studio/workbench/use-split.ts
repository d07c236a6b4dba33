import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import type { PackFile } from "../../api/index.ts";

export interface Split {
  /** The second file, which the address names; undefined when the view is not split. */
  readonly second: PackFile | undefined;
  /** The author works on the second one: panels, outline, keys and commands are about it. */
  readonly isSecond: boolean;
  readonly workOn: (which: "first" | "second") => void;
  /** Null ends the split. */
  readonly show: (path: string | null) => void;
}

/** A second file beside the open one, and which of both the author works on: a newly opened one at first. */
export function useSplit(first: string | undefined, files: readonly PackFile[]): Split {
  const { beside } = useSearch({ from: "/signed-in/rules" });
  const navigate = useNavigate({ from: "/rules" });
  const [last, setLast] = useState<{ readonly first: string | undefined; readonly which: "first" | "second" }>();
  const second = beside === first ? undefined : files.find(({ path }) => path === beside);
  return {
    second,
    isSecond: second !== undefined && last?.first === first && last?.which === "second",
    workOn: (which) => setLast({ first, which }),
    show: useCallback(
      (path: string | null) =>
        void navigate({
          search: ({ beside: _, ...rest }) => (path === null ? rest : { ...rest, beside: path }),
          replace: true,
        }),
      [navigate],
    ),
  };
}
