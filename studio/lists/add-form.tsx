import "@mantine/dates/styles.css";
import { Alert, Anchor, Button, Textarea, TextInput } from "@mantine/core";
import { DateTimePicker } from "@mantine/dates";
import { useDebouncedValue } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState, type FormEvent } from "react";
import { LONGEST_ENTRY, MOST_ENTRIES, type ListAnswer } from "../../api/index.ts";
import { ErrorNote } from "../feedback/error-note.tsx";
import { text } from "../text/text.ts";
import { ImpactCard } from "./impact-card.tsx";
import { impactQuery } from "./list-queries.ts";
import classes from "./lists-page.module.css";
import { parseEntries, type WrittenEntry } from "./parse-entries.ts";
import { useAddEntries } from "./use-change-list.ts";

/** As long as somebody types, nothing is asked. */
const DEBOUNCE_MS = 400;
const PROBLEMS_SHOWN = 50;

export interface AddFormProps {
  readonly app: string;
  readonly name: string;
  readonly onAdded: () => void;
}

/** Many entries at once: checked by the server while they are written, with what saving them would change. */
export function AddForm({ app, name, onAdded }: AddFormProps) {
  const words = text.lists.add;
  const [written, setWritten] = useState("");
  const [reason, setReason] = useState("");
  // A local date and time as the picker has it; null is for good.
  const [until, setUntil] = useState<string | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const add = useAddEntries(app, name);

  const found = useMemo(() => parseEntries(written), [written]);
  const entries = useMemo(() => found.map(({ entry }) => entry), [found]);
  const [settled] = useDebouncedValue(entries, DEBOUNCE_MS);
  const tooMany = entries.length > MOST_ENTRIES;
  // The server would not even read these.
  const tooLong = useMemo(() => tooLongOf(entries), [entries]);
  const asked = tooMany || tooLong.length > 0 ? NOTHING : settled;
  const { data: impact } = useQuery(impactQuery(app, name, { change: "add", entries: asked }));
  const isChecked = asked === entries && impact?.kind === "counted";
  const refused = asked === entries && impact?.kind === "refused" ? impact.problems : [];
  const problems = tooLong.length > 0 ? tooLong : refused;
  const isPast = until !== null && new Date(until).getTime() <= Date.now();

  const save = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(
      { entries, reason, expiresAt: until === null ? null : new Date(until).toISOString() },
      {
        onSuccess: (answer) => {
          if (answer.kind === "refused" || answer.kind === "full") return;
          notifications.show({ message: sentenceOf(answer) });
          onAdded();
        },
      },
    );
  };
  const goTo = ({ start, end }: WrittenEntry) => {
    area.current?.focus();
    area.current?.setSelectionRange(start, end);
  };

  return (
    <form className={classes["form"]} onSubmit={save}>
      <div className={classes["fields"]}>
        <Textarea
          ref={area}
          label={words.entries}
          description={words.entriesHint}
          classNames={{ input: classes["area"] ?? "" }}
          autosize
          minRows={6}
          maxRows={16}
          spellCheck={false}
          value={written}
          onChange={(event) => setWritten(event.currentTarget.value)}
          error={tooMany ? words.tooMany(MOST_ENTRIES) : undefined}
        />
        {problems.length > 0 && (
          <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle aria-hidden="true" />}>
            {words.problems(problems.length)}
            <ul className={classes["plain"]}>
              {problems.slice(0, PROBLEMS_SHOWN).map(({ index, entry, reason: why }) => {
                const place = found[index];
                return (
                  <li key={index}>
                    {place !== undefined && (
                      <Anchor component="button" type="button" size="sm" onClick={() => goTo(place)}>
                        {words.problem(place.line)}
                      </Anchor>
                    )}{" "}
                    <code className={classes["entry"]}>{entry}</code>
                    {": "}
                    {why}
                  </li>
                );
              })}
            </ul>
          </Alert>
        )}
        <TextInput
          label={words.reason}
          description={words.reasonHint}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <DateTimePicker
          label={words.until}
          description={words.untilHint}
          placeholder={words.pickTime}
          clearable
          minDate={new Date()}
          value={until}
          onChange={setUntil}
          ariaLabels={words.calendar}
          hideOutsideDates
          weekendDays={NO_DAYS}
          popoverProps={{ withRoles: false }}
          timePickerProps={{ hoursInputLabel: words.hours, minutesInputLabel: words.minutes }}
          submitButtonProps={{ "aria-label": words.take }}
          clearButtonProps={{ "aria-label": words.clear }}
          error={isPast ? words.past : undefined}
        />
        {add.isError && <ErrorNote error={add.error} />}
        {add.data?.kind === "full" && (
          <Alert role="alert" color="red" variant="light">
            {words.full}
          </Alert>
        )}
        <Button type="submit" loading={add.isPending} disabled={entries.length === 0 || !isChecked || isPast}>
          {words.save(entries.length)}
        </Button>
      </div>
      <ImpactCard app={app} name={name} change="add" entries={asked} />
    </form>
  );
}

/** No day is another colour than the rest: the library's red is too pale in the dark. */
const NO_DAYS: [] = [];

const NOTHING: readonly string[] = [];

function tooLongOf(entries: readonly string[]) {
  return entries.flatMap((entry, index) =>
    entry.length > LONGEST_ENTRY
      ? [{ index, entry: `${entry.slice(0, 40)}…`, reason: text.lists.add.tooLong(LONGEST_ENTRY) }]
      : [],
  );
}

function sentenceOf(answer: Extract<ListAnswer, { readonly kind: "changed" | "unchanged" }>): string {
  const words = text.lists.add;
  return answer.kind === "changed" ? words.added(answer.entries, answer.unchanged) : words.nothing;
}
