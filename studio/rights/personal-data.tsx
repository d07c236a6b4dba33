import { Button, Group, Modal, Stack, Text, TextInput, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconDownload, IconEraser } from "@tabler/icons-react";
import { useEffect, useState, type SubmitEvent } from "react";
import { exportUser } from "../../api/index.ts";
import { urlOf } from "../client/call-api.ts";
import { ErrorNote } from "../feedback/error-note.tsx";
import { useApp } from "../shell/use-app.ts";
import { text } from "../text/text.ts";
import { useEraseUser } from "./use-erase-user.ts";

export interface PersonalDataProps {
  readonly name: string;
  /** The question whether to erase is there, or is gone. */
  readonly onAsking: (asking: boolean) => void;
  readonly onErased: () => void;
}

/** What a person may ask for: all that is stored of them, or that it goes. */
export function PersonalData({ name, onAsking, onErased }: PersonalDataProps) {
  const app = useApp();
  const [asking, setAsking] = useState(false);
  const words = text.rights;
  useEffect(() => {
    onAsking(asking);
    return () => onAsking(false);
  }, [asking, onAsking]);
  return (
    <section aria-labelledby="personal-data">
      <Title order={3} size="h5" id="personal-data">
        {words.title}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {words.hint}
      </Text>
      <Group gap="xs">
        <Button
          component="a"
          href={urlOf(exportUser, { params: { name }, query: { app } })}
          download
          size="xs"
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden="true" />}
        >
          {words.exportAll}
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconEraser size={16} aria-hidden="true" />}
          onClick={() => setAsking(true)}
        >
          {words.erase}
        </Button>
      </Group>
      {asking && <EraseQuestion app={app} name={name} onClose={() => setAsking(false)} onErased={onErased} />}
    </section>
  );
}

interface EraseQuestionProps extends Omit<PersonalDataProps, "onAsking"> {
  readonly app: string;
  readonly onClose: () => void;
}

function EraseQuestion({ app, name, onClose, onErased }: EraseQuestionProps) {
  const erase = useEraseUser(app, name);
  const [typed, setTyped] = useState("");
  const words = text.rights;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    erase.mutate(typed, {
      onSuccess: ({ events }) => {
        notifications.show({ message: words.erased(name, events) });
        onErased();
      },
    });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.eraseNamed(name)}
      closeButtonProps={{ "aria-label": text.common.close }}
      centered
    >
      <form onSubmit={submit}>
        <Stack>
          <Text>{words.eraseHint}</Text>
          <TextInput
            label={words.confirm(name)}
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
            data-autofocus
          />
          {erase.isError && <ErrorNote error={erase.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {text.common.cancel}
            </Button>
            <Button type="submit" color="red" disabled={typed !== name} loading={erase.isPending}>
              {words.eraseForGood}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
