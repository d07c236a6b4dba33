import { Button, Select, TextInput } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { KEY_LIMITS } from "../../api/index.ts";
import { ErrorNote } from "../feedback/error-note.tsx";
import { text } from "../text/text.ts";
import classes from "./connect-page.module.css";
import type { useCreateKey } from "./use-create-key.ts";

export interface NewKeyFormProps {
  readonly create: ReturnType<typeof useCreateKey>;
}

/** One key an application: so that one can be revoked without the others. */
export function NewKeyForm({ create }: NewKeyFormProps) {
  const [name, setName] = useState("");
  const [limit, setLimit] = useState<(typeof KEY_LIMITS)[number]>("off");
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    create.mutate({ name, rateLimit: limit }, { onSuccess: () => setName("") });
  };
  return (
    <>
      <form className={classes["form"]} onSubmit={submit} aria-label={text.connect.newKey}>
        <TextInput
          label={text.connect.columns.name}
          placeholder={text.connect.nameHint}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          maxLength={100}
          required
          withAsterisk={false}
        />
        <Select
          label={text.connect.columns.limit}
          data={KEY_LIMITS.map((value) => ({ value, label: text.connect.limits[value] }))}
          value={limit}
          onChange={(chosen) => setLimit(KEY_LIMITS.find((each) => each === chosen) ?? "off")}
          allowDeselect={false}
        />
        <Button type="submit" loading={create.isPending} disabled={name.trim() === ""}>
          {text.connect.make}
        </Button>
      </form>
      {create.isError && <ErrorNote error={create.error} />}
    </>
  );
}
