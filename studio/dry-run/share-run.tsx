import { Button, TextInput } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconCheck, IconLink } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { type DryRunJudged, saveDryRun } from "../../api/index.ts";
import { callApi } from "../client/call-api.ts";
import { isAway } from "../client/is-away.ts";
import { ErrorNote } from "../feedback/error-note.tsx";
import { useApp } from "../shell/use-app.ts";
import { text as words } from "../text/text.ts";
import classes from "./dry-run-panel.module.css";
import type { DryRunQuestion } from "./use-dry-run.ts";

export interface ShareRunProps extends Pick<DryRunQuestion, "path" | "scope" | "moment"> {
  /** That was asked about. */
  readonly text: string;
  readonly answer: DryRunJudged;
  /** The answer is not whole yet, or another one is on its way. */
  readonly disabled: boolean;
}

/** Keeps the question and its numbers on the server, and copies a link to them. */
export function ShareRun({ path, scope, moment, text, answer, disabled }: ShareRunProps) {
  const app = useApp();
  const { copied, copy } = useClipboard();
  const { data, error, isPending, mutate } = useMutation({
    mutationFn: async () => {
      const { tested, matched, unknown, tier, asOf, milliseconds, difference } = answer;
      const counts = { tested, matched, unknown, tier, asOf, milliseconds };
      const changed = difference && { gained: difference.gained.count, lost: difference.lost.count };
      const { id } = await callApi(saveDryRun, {
        query: { app },
        body: {
          ...{ path, rule: answer.rule.id, text, scope },
          pastMoment: moment === "" ? null : asOf,
          answer: { ...counts, difference: changed },
        },
      });
      const address = new URL("/rules", window.location.origin);
      address.search = new URLSearchParams({ file: path, saved: id }).toString();
      return address.href;
    },
    // Like a question: kept twice it is only two links, of which one is known.
    retry: (failures, cause) => failures < 2 && isAway(cause),
    // Where the page may not write to the clipboard, the link stands in the field.
    onSuccess: (link) => copy(link),
  });
  return (
    <div className={classes["share"]} aria-live="polite">
      <Button
        size="compact-sm"
        variant="default"
        loading={isPending}
        disabled={disabled}
        leftSection={copied ? <IconCheck size={14} aria-hidden="true" /> : <IconLink size={14} aria-hidden="true" />}
        title={words.dryRun.share.hint}
        onClick={() => mutate()}
      >
        {copied ? words.common.copied : words.dryRun.share.copy}
      </Button>
      {data !== undefined && (
        <TextInput
          size="xs"
          readOnly
          flex={1}
          aria-label={words.dryRun.share.link}
          value={data}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
      {error !== null && <ErrorNote error={error} />}
    </div>
  );
}
