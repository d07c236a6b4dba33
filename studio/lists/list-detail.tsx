import { Tabs, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { RuntimeList } from "../../api/index.ts";
import { text } from "../text/text.ts";
import { AddForm } from "./add-form.tsx";
import { EntriesPanel } from "./entries-panel.tsx";
import { HistoryPanel } from "./history-panel.tsx";
import classes from "./lists-page.module.css";

const TABS = ["entries", "add", "history"] as const;
type Tab = (typeof TABS)[number];

export interface ListDetailProps {
  readonly app: string;
  readonly list: RuntimeList;
}

/** One list: what stands on it, adding to it, and who changed it. */
export function ListDetail({ app, list }: ListDetailProps) {
  const [tab, setTab] = useState<Tab>("entries");
  return (
    <section className={classes["card"]} aria-labelledby="open-list">
      <Title order={2} size="h4" id="open-list" className={classes["listName"]}>
        {list.name}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {list.doc === null ? list.type : `${list.type} · ${list.doc}`}
      </Text>
      <Tabs
        value={tab}
        onChange={(value) => setTab(TABS.find((each) => each === value) ?? "entries")}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {TABS.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {text.lists.tabs[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="entries">
          <EntriesPanel app={app} name={list.name} onAdd={() => setTab("add")} />
        </Tabs.Panel>
        <Tabs.Panel value="add">
          <AddForm app={app} name={list.name} onAdded={() => setTab("entries")} />
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <HistoryPanel app={app} name={list.name} />
        </Tabs.Panel>
      </Tabs>
    </section>
  );
}
