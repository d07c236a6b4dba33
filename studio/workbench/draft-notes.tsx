import { Button, Group } from "@mantine/core";
import { IconAlertTriangle, IconCloudOff, IconUsers } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { ForeignDraft, PackFile } from "../../api/index.ts";
import type { LocalDraft } from "../drafts/draft-sync.ts";
import { formatAge } from "../text/format.ts";
import { text as words } from "../text/text.ts";
import classes from "./notes.module.css";
import { isNewFile } from "./overlay-files.ts";

export interface DraftNotesProps {
  readonly file: PackFile;
  /** Undefined when the file is as the pack has it. */
  readonly draft: LocalDraft | undefined;
  /** Who else has a draft of it. */
  readonly others: readonly ForeignDraft[];
  readonly now: number;
  readonly onResolve: (keep: "mine" | "other") => void;
  /** Shows the draft beside another text; null is a text that is no longer there. */
  readonly onCompare: (other: string) => void;
  readonly onRebase: () => void;
  readonly onRevert: () => void;
}

/** What an author should know of the open file before going on: other people, other tabs, another text below the draft, no server. */
export function DraftNotes({ file, draft, others, now, onResolve, onCompare, onRebase, onRevert }: DraftNotesProps) {
  const isOutdated = draft?.text != null && !isNewFile(file) && draft.basedOn !== file.hash;
  const other = draft?.status === "conflict" ? draft.other : null;
  return (
    <>
      {others.length > 0 && (
        <Note icon={<IconUsers size={18} aria-hidden="true" />}>
          {others
            .map(({ operator, updatedAt }) => words.workspace.other(operator, formatAge(updatedAt, now)))
            .join(" ")}
        </Note>
      )}
      {draft?.status === "away" && (
        <Note urgent icon={<IconCloudOff size={18} aria-hidden="true" />}>
          {words.workspace.away}
        </Note>
      )}
      {draft?.status === "refused" && (
        <Note urgent icon={<IconCloudOff size={18} aria-hidden="true" />}>
          {words.workspace.refused}
        </Note>
      )}
      {other != null && (
        <Note
          urgent
          icon={<IconAlertTriangle size={18} aria-hidden="true" />}
          actions={
            <>
              <Button size="compact-sm" variant="default" onClick={() => onCompare(other.text)}>
                {words.workspace.seeBoth}
              </Button>
              <Button size="compact-sm" variant="default" onClick={() => onResolve("mine")}>
                {words.workspace.keepMine}
              </Button>
              <Button size="compact-sm" variant="default" onClick={() => onResolve("other")}>
                {words.workspace.keepOther}
              </Button>
            </>
          }
        >
          {words.workspace.conflict(formatAge(other.updatedAt, now))}
        </Note>
      )}
      {isOutdated && other == null && (
        <Note
          urgent
          icon={<IconAlertTriangle size={18} aria-hidden="true" />}
          actions={
            <>
              <Button size="compact-sm" variant="default" onClick={() => onCompare(file.text)}>
                {words.workspace.seeDifference}
              </Button>
              <Button size="compact-sm" variant="default" onClick={onRebase}>
                {words.workspace.keepDraft}
              </Button>
              <Button size="compact-sm" variant="default" onClick={onRevert}>
                {words.workspace.takeFile}
              </Button>
            </>
          }
        >
          {words.workspace.outdated}
        </Note>
      )}
    </>
  );
}

interface NoteProps {
  readonly icon: ReactNode;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  readonly urgent?: boolean;
}

function Note({ icon, children, actions, urgent = false }: NoteProps) {
  return (
    <div role={urgent ? "alert" : "status"} className={classes["note"]} data-urgent={urgent}>
      {icon}
      <span className={classes["words"]}>{children}</span>
      {actions !== undefined && <Group gap={6}>{actions}</Group>}
    </div>
  );
}
