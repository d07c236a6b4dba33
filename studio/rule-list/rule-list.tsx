import { Button, CloseButton, Text, TextInput } from "@mantine/core";
import { IconPlus, IconSearch } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { PackFile } from "../../api/index.ts";
import { text } from "../text/text.ts";
import { FileLink } from "./file-link.tsx";
import { groupRules } from "./group-rules.ts";
import { ListGroup } from "./list-group.tsx";
import classes from "./rule-list.module.css";
import { RuleLink } from "./rule-link.tsx";
import { useListKeys } from "./use-list-keys.ts";

export interface RuleListProps {
  readonly files: readonly PackFile[];
  /** The open file, by path. */
  readonly open: string | undefined;
  /** Paths of files that were changed here. */
  readonly changed: ReadonlySet<string>;
  readonly onNewRule: () => void;
}

/** One's own rules, then the pack's by category with what each weighs now; below them the files that declare none. */
export function RuleList({ files, open, changed, onNewRule }: RuleListProps) {
  const [query, setQuery] = useState("");
  const groups = useMemo(() => groupRules(files, query), [files, query]);
  const others = useMemo(() => files.filter(({ rules }) => rules.length === 0), [files]);
  const count = groups.reduce((sum, { rules }) => sum + rules.length, 0);
  const onKeyDown = useListKeys();
  return (
    <nav aria-label={text.rules.title} className={classes["list"]}>
      <div className={classes["search"]}>
        <div className={classes["find"]}>
          <TextInput
            type="search"
            size="sm"
            flex={1}
            aria-label={text.rules.search}
            placeholder={text.rules.searchHint}
            leftSection={<IconSearch size={16} aria-hidden="true" />}
            rightSection={
              query !== "" && <CloseButton size="sm" aria-label={text.rules.clear} onClick={() => setQuery("")} />
            }
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
          />
          <Button
            size="sm"
            px="xs"
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden="true" />}
            onClick={onNewRule}
          >
            {text.rules.newRule}
          </Button>
        </div>
        <Text size="xs" c="dimmed" mt={6} role="status">
          {count === 0 && query !== "" ? text.rules.nothingFound(query) : text.rules.count(count)}
        </Text>
      </div>
      {/* The keys move the focus between links and headings, which are there for everybody else too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className={classes["groups"]} onKeyDown={onKeyDown} title={text.rules.keys}>
        {groups.map(({ category, rules }) => (
          <ListGroup key={category} title={text.rules.categories[category]} readOnly={category !== "X"}>
            {rules.map((rule) => (
              <li key={rule.path + rule.id}>
                <RuleLink rule={rule} open={rule.path === open} changed={changed.has(rule.path)} />
              </li>
            ))}
          </ListGroup>
        ))}
        {query === "" && others.length > 0 && (
          <ListGroup title={text.rules.otherFiles} readOnly={others.every(({ builtin }) => builtin)}>
            {others.map((file) => (
              <li key={file.path}>
                <FileLink file={file} open={file.path === open} changed={changed.has(file.path)} />
              </li>
            ))}
          </ListGroup>
        )}
      </div>
    </nav>
  );
}
