import { Button, TextInput } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { ErrorNote } from "../feedback/error-note.tsx";
import { text } from "../text/text.ts";
import form from "../theme/form.module.css";
import { NO_LIMIT, sentLimit } from "./limit-choice.ts";
import { LimitFields } from "./limit-fields.tsx";
import type { useCreateKey } from "./use-create-key.ts";

export interface NewKeyFormProps {
  readonly create: ReturnType<typeof useCreateKey>;
}

/** One key an application: so that one can be revoked without the others. */
export function NewKeyForm({ create }: NewKeyFormProps) {
  const [name, setName] = useState("");
  const [choice, setChoice] = useState(NO_LIMIT);
  const limit = sentLimit(choice);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (limit !== null) create.mutate({ name, ...limit }, { onSuccess: () => setName("") });
  };
  return (
    <>
      <form className={form["line"]} onSubmit={submit} aria-label={text.connect.newKey}>
        <TextInput
          label={text.connect.columns.name}
          placeholder={text.connect.nameHint}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          maxLength={100}
          required
          withAsterisk={false}
        />
        <LimitFields value={choice} onChange={setChoice} />
        <Button type="submit" loading={create.isPending} disabled={name.trim() === "" || limit === null}>
          {text.connect.make}
        </Button>
      </form>
      {create.isError && <ErrorNote error={create.error} />}
    </>
  );
}
