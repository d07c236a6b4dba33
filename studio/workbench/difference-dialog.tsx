import { Modal, Skeleton } from "@mantine/core";
import { lazy, Suspense } from "react";
import { text as words } from "../text/text.ts";
import classes from "./difference-dialog.module.css";

const TextDifference = lazy(async () => ({ default: (await import("../editor/text-difference.tsx")).TextDifference }));

export interface DifferenceDialogProps {
  /** Null when nothing is compared. */
  readonly other: string | null;
  readonly draft: string;
  readonly path: string;
  readonly onClose: () => void;
}

/** Another text of the file on the left, the draft on the right. */
export function DifferenceDialog({ other, draft, path, onClose }: DifferenceDialogProps) {
  return (
    <Modal
      opened={other !== null}
      onClose={onClose}
      size="90%"
      title={words.workspace.difference(path)}
      closeButtonProps={{ "aria-label": words.common.close }}
    >
      <div className={classes["difference"]}>
        {other !== null && (
          <Suspense fallback={<Skeleton h="100%" role="status" aria-label={words.common.loading} />}>
            <TextDifference before={other} after={draft} label={words.workspace.difference(path)} />
          </Suspense>
        )}
      </div>
    </Modal>
  );
}
