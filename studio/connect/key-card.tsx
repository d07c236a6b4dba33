import { Text, Title } from "@mantine/core";
import { useState } from "react";
import type { Key } from "../../api/index.ts";
import { ShownOnce } from "../code/shown-once.tsx";
import { text } from "../text/text.ts";
import surface from "../theme/surface.module.css";
import { LimitDialog } from "./limit-dialog.tsx";
import { KeyTable } from "./key-table.tsx";
import { NewKeyForm } from "./new-key-form.tsx";
import { RevokeQuestion } from "./revoke-question.tsx";
import { useCreateKey } from "./use-create-key.ts";

export interface KeyCardProps {
  readonly app: string;
  readonly keys: readonly Key[];
}

/** The keys of an app, a new one, the limit of one, and its end. */
export function KeyCard({ app, keys }: KeyCardProps) {
  const create = useCreateKey(app);
  const [limiting, setLimiting] = useState<Key | null>(null);
  const [revoking, setRevoking] = useState<Key | null>(null);
  return (
    <section aria-labelledby="keys" className={surface["card"]}>
      <Title order={2} size="h4" id="keys">
        {text.connect.keys}
      </Title>
      <Text c="dimmed" size="sm" mb="sm">
        {text.connect.keysHint}
      </Text>
      {create.data !== undefined && (
        <ShownOnce
          title={text.connect.made(create.data.key.name)}
          hint={text.connect.madeHint}
          label={text.connect.secret}
          secret={create.data.secret}
          kept={text.connect.kept}
          onKept={create.reset}
        />
      )}
      {keys.length > 0 && <KeyTable keys={keys} now={Date.now()} onLimit={setLimiting} onRevoke={setRevoking} />}
      <NewKeyForm create={create} />
      <LimitDialog app={app} limited={limiting} onClose={() => setLimiting(null)} />
      <RevokeQuestion app={app} asked={revoking} onClose={() => setRevoking(null)} />
    </section>
  );
}
