import { Button, CloseButton, Text, TextInput } from "@mantine/core";
import { IconPlus, IconSearch } from "@tabler/icons-react";
import { useMemo, useState, type ReactNode } from "react";
import type { PackFile } from "../../api/index.ts";
import { text } from "../text/text.ts";
import { FileLink } from "./file-link.tsx";
import { groupRules } from "./group-rules.ts";
import { ListGroup } from "./list-group.tsx";
import classes from "./rule-list.module.css";
import { RuleLink } from "./rule-link.tsx";
import type { TreeRow } from "./tree-row.ts";
import { useTree } from "./use-tree.ts";

export interface RuleListProps {
  readonly files: readonly PackFile[];
  /** The open file, by path. */
  readonly open: string | undefined;
  /** Paths of files that were changed here. */
  readonly changed: ReadonlySet<string>;
  readonly onNewRule: () => void;
}

interface Branch {
  readonly key: string;
  readonly title: string;
  /** Its files ship with Tocsin. */
  readonly readOnly: boolean;
  readonly rows: readonly { readonly key: string; readonly path: string; readonly link: (row: TreeRow) => ReactNode }[];
}

/** One's own rules, then the pack's by category with what each weighs now; below them the files that declare none. */
export function RuleList({ files, open, changed, onNewRule }: RuleListProps) {
  const [query, setQuery] = useState("");
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const groups = useMemo(() => groupRules(files, query), [files, query]);
  const count = groups.reduce((sum, { rules }) => sum + rules.length, 0);
  const others = query === "" ? files.filter(({ rules }) => rules.length === 0) : [];
  const branches: readonly Branch[] = [
    ...groups.map(({ category, rules }) => ({
      key: category,
      title: text.rules.categories[category],
      readOnly: category !== "X",
      rows: rules.map((rule) => ({
        key: `${rule.path} ${rule.id}`,
        path: rule.path,
        link: (row: TreeRow) => (
          <RuleLink rule={rule} open={rule.path === open} changed={changed.has(rule.path)} row={row} />
        ),
      })),
    })),
    ...(others.length === 0 ? [] : [branchOfOthers(others, open, changed)]),
  ];
  const tree = useTree(
    branches.flatMap(({ key, rows }) => [
      { key, isGroup: true, isOpen: !folded.has(key), isShown: false },
      ...(folded.has(key)
        ? []
        : rows.map((row) => ({ key: row.key, isGroup: false, isOpen: true, isShown: row.path === open }))),
    ]),
  );
  const fold = (key: string) => {
    const next = new Set(folded);
    if (!next.delete(key)) next.add(key);
    setFolded(next);
  };
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
      {branches.length > 0 && (
        <ul
          role="tree"
          aria-label={text.rules.title}
          className={classes["tree"]}
          onFocus={tree.onFocus}
          onKeyDown={tree.onKeyDown}
          title={text.rules.keys}
        >
          {branches.map(({ key, title, readOnly, rows }) => (
            <ListGroup
              key={key}
              title={title}
              readOnly={readOnly}
              isOpen={!folded.has(key)}
              row={tree.rowOf(key, 1)}
              onFold={() => fold(key)}
            >
              {rows.map((row) => (
                <li key={row.key} role="none">
                  {row.link(tree.rowOf(row.key, 2))}
                </li>
              ))}
            </ListGroup>
          ))}
        </ul>
      )}
    </nav>
  );
}

function branchOfOthers(files: readonly PackFile[], open: string | undefined, changed: ReadonlySet<string>): Branch {
  return {
    key: "files",
    title: text.rules.otherFiles,
    readOnly: files.every(({ builtin }) => builtin),
    rows: files.map((file) => ({
      key: file.path,
      path: file.path,
      link: (row) => <FileLink file={file} open={file.path === open} changed={changed.has(file.path)} row={row} />,
    })),
  };
}
