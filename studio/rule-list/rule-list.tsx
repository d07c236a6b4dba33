import { CloseButton, Text, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { PackFile } from "../../api/index.ts";
import { text } from "../text/text.ts";
import { FileLink } from "./file-link.tsx";
import { groupRules } from "./group-rules.ts";
import classes from "./rule-list.module.css";
import { RuleLink } from "./rule-link.tsx";

export interface RuleListProps {
  readonly files: readonly PackFile[];
  /** The open file, by path. */
  readonly open: string | undefined;
  /** Paths of files that were changed here. */
  readonly changed: ReadonlySet<string>;
}

/** The pack's rules by category with what each weighs now; below them the files that declare none. */
export function RuleList({ files, open, changed }: RuleListProps) {
  const [query, setQuery] = useState("");
  const groups = useMemo(() => groupRules(files, query), [files, query]);
  const others = useMemo(() => files.filter(({ rules }) => rules.length === 0), [files]);
  const count = groups.reduce((sum, { rules }) => sum + rules.length, 0);
  return (
    <nav aria-label={text.rules.title} className={classes["list"]}>
      <div className={classes["search"]}>
        <TextInput
          type="search"
          size="sm"
          aria-label={text.rules.search}
          placeholder={text.rules.searchHint}
          leftSection={<IconSearch size={16} aria-hidden="true" />}
          rightSection={
            query !== "" && <CloseButton size="sm" aria-label={text.rules.clear} onClick={() => setQuery("")} />
          }
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <Text size="xs" c="dimmed" mt={6} role="status">
          {count === 0 && query !== "" ? text.rules.nothingFound(query) : text.rules.count(count)}
        </Text>
      </div>
      <div className={classes["groups"]}>
        {groups.map(({ category, rules }) => (
          <section key={category} aria-label={text.rules.categories[category]}>
            <h2 className={classes["category"]}>{text.rules.categories[category]}</h2>
            <ul className={classes["items"]}>
              {rules.map((rule) => (
                <li key={rule.path + rule.id}>
                  <RuleLink rule={rule} open={rule.path === open} changed={changed.has(rule.path)} />
                </li>
              ))}
            </ul>
          </section>
        ))}
        {query === "" && others.length > 0 && (
          <section aria-label={text.rules.otherFiles}>
            <h2 className={classes["category"]}>{text.rules.otherFiles}</h2>
            <ul className={classes["items"]}>
              {others.map((file) => (
                <li key={file.path}>
                  <FileLink file={file} open={file.path === open} changed={changed.has(file.path)} />
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </nav>
  );
}
