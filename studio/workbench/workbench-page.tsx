import { Skeleton } from "@mantine/core";
import { useSearch } from "@tanstack/react-router";
import { ErrorNote } from "../feedback/error-note.tsx";
import { useApp } from "../shell/use-app.ts";
import { text } from "../text/text.ts";
import { usePackFiles } from "./use-pack-files.ts";
import { Workbench } from "./workbench.tsx";
import classes from "./workbench.module.css";

/** Loads the pack; the workbench itself only ever sees a whole one. */
export function WorkbenchPage() {
  const { pack: data, error, editable, broken, refetch } = usePackFiles(useApp());
  const { file } = useSearch({ from: "/signed-in/rules" });
  if (data !== undefined)
    return <Workbench pack={data} path={file ?? firstRule(data.files)} editable={editable} broken={broken} />;
  if (error !== null) {
    return (
      <div className={classes["note"]}>
        <ErrorNote error={error} onRetry={() => void refetch()} />
      </div>
    );
  }
  return (
    <div className={classes["loading"]} role="status" aria-label={text.common.loading} aria-busy="true">
      {[0, 1, 2].map((pane) => (
        <div key={pane} className={classes["loadingPane"]}>
          <Skeleton h={32} mb="md" />
          {Array.from({ length: 14 }, (_, row) => (
            <Skeleton key={row} h={14} w={`${95 - 17 * ((row * (pane + 2)) % 4)}%`} mb="sm" />
          ))}
        </div>
      ))}
    </div>
  );
}

function firstRule(
  files: readonly { readonly path: string; readonly rules: readonly unknown[] }[],
): string | undefined {
  return files.find(({ rules }) => rules.length > 0)?.path ?? files[0]?.path;
}
