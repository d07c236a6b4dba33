import { Button, Group, Select, Stack, Text, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMemo, useState, type SubmitEvent } from "react";
import { ErrorNote } from "../feedback/error-note.tsx";
import { useSession } from "../shell/use-app.ts";
import { formatHour } from "../text/format.ts";
import { text } from "../text/text.ts";
import surface from "../theme/surface.module.css";
import { useSetTimeZone } from "./use-set-time-zone.ts";

/** As many fit the list without a long wait; typing narrows them. */
const MOST_SHOWN = 60;

/** Whose hours the hours of an app's events are. */
export function TimeZoneCard({ app }: { readonly app: string }) {
  const { apps } = useSession();
  const present = apps.find(({ name }) => name === app)?.timeZone ?? "UTC";
  return (
    <section aria-labelledby="time-zone" className={surface["card"]}>
      <Title order={2} size="h4" id="time-zone">
        {text.timeZone.title}
      </Title>
      <Text c="dimmed" size="sm" mb="sm">
        {text.timeZone.hint}
      </Text>
      <Choice key={app} app={app} present={present} />
    </section>
  );
}

function Choice({ app, present }: { readonly app: string; readonly present: string }) {
  const words = text.timeZone;
  const set = useSetTimeZone(app);
  const [wanted, setWanted] = useState<string | null>(present);
  const names = useMemo(() => [...new Set(["UTC", present, ...Intl.supportedValuesOf("timeZone")])], [present]);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (wanted !== null) set.mutate(wanted, { onSuccess: () => notifications.show({ message: words.changed }) });
  };
  return (
    <Stack gap="sm">
      <form onSubmit={submit} aria-label={words.title}>
        <Group align="flex-end" gap="sm">
          <Select
            label={words.zone}
            description={wanted === null ? undefined : words.now(formatHour(new Date(), wanted))}
            data={names}
            value={wanted}
            onChange={setWanted}
            limit={MOST_SHOWN}
            nothingFoundMessage={words.nothingFound}
            searchable
            w={280}
          />
          <Button
            type="submit"
            variant="default"
            disabled={wanted === null || wanted === present}
            loading={set.isPending}
          >
            {words.set}
          </Button>
        </Group>
      </form>
      {set.isError && <ErrorNote error={set.error} />}
    </Stack>
  );
}
