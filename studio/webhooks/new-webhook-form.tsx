import { Button, MultiSelect, TextInput } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { WEBHOOK_TYPE_NAMES } from "../../api/index.ts";
import { ErrorNote } from "../feedback/error-note.tsx";
import { text } from "../text/text.ts";
import form from "../theme/form.module.css";
import type { useCreateWebhook, WebhookType } from "./use-webhooks.ts";

export interface NewWebhookFormProps {
  readonly create: ReturnType<typeof useCreateWebhook>;
}

export function NewWebhookForm({ create }: NewWebhookFormProps) {
  const [url, setUrl] = useState("");
  const [types, setTypes] = useState<readonly WebhookType[]>(WEBHOOK_TYPE_NAMES);
  const words = text.webhooks;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    create.mutate({ url, types }, { onSuccess: () => setUrl("") });
  };
  return (
    <>
      <form className={form["line"]} onSubmit={submit} aria-label={words.add}>
        <TextInput
          type="url"
          label={words.url}
          placeholder={words.urlHint}
          value={url}
          onChange={({ currentTarget }) => setUrl(currentTarget.value)}
          maxLength={2000}
          required
          withAsterisk={false}
        />
        <MultiSelect
          className={form["wide"] ?? ""}
          label={words.toldOf}
          data={WEBHOOK_TYPE_NAMES.map((value) => ({ value, label: words.types[value] }))}
          value={[...types]}
          onChange={(chosen) => setTypes(WEBHOOK_TYPE_NAMES.filter((type) => chosen.includes(type)))}
        />
        <Button type="submit" loading={create.isPending} disabled={url.trim() === "" || types.length === 0}>
          {words.add}
        </Button>
      </form>
      {create.isError && <ErrorNote error={create.error} />}
    </>
  );
}
