import { Button, Group, Modal, Select, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Preset } from "../../api/index.ts";
import { presetsQuery, settingsQuery } from "../client/queries.ts";
import { ErrorNote } from "../feedback/error-note.tsx";
import { useApp } from "../shell/use-app.ts";
import { text } from "../text/text.ts";
import { ReScoringNote } from "./re-scoring-note.tsx";
import { useApplyPreset } from "./use-apply-preset.ts";

/** Which preset weighs the rules, and another one after a question: applying replaces weights and thresholds. */
export function PresetPicker() {
  const app = useApp();
  const { data: presets } = useQuery(presetsQuery());
  const { data: settings } = useQuery(settingsQuery(app));
  const [chosen, setChosen] = useState<Preset | null>(null);
  const apply = useApplyPreset(app);
  const close = () => {
    setChosen(null);
    apply.reset();
  };
  const confirm = (preset: Preset) =>
    apply.mutate(preset.name, {
      onSuccess: () => {
        close();
        notifications.show({ message: text.rules.presetApplied(preset.title) });
      },
    });

  return (
    <>
      <Select
        size="sm"
        label={text.rules.preset}
        placeholder={settings === undefined ? text.common.loading : text.rules.noPreset}
        data={(presets ?? []).map(({ name, title }) => ({ value: name, label: title }))}
        value={settings?.preset ?? null}
        onChange={(name) => setChosen(presets?.find((preset) => preset.name === name) ?? null)}
        allowDeselect={false}
        disabled={presets === undefined || settings === undefined}
      />
      <ReScoringNote />
      <Modal
        opened={chosen !== null}
        onClose={close}
        title={chosen?.title}
        closeButtonProps={{ "aria-label": text.common.close }}
        centered
      >
        <Stack>
          {chosen?.description != null && <Text>{chosen.description}</Text>}
          <Text c="dimmed">{text.rules.presetHint}</Text>
          {apply.isError && <ErrorNote error={apply.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {text.common.cancel}
            </Button>
            <Button loading={apply.isPending} onClick={() => chosen !== null && confirm(chosen)} data-autofocus>
              {text.rules.applyPreset}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
