import "@mantine/spotlight/styles.css";
import { Kbd, useMantineColorScheme } from "@mantine/core";
import { createSpotlight, Spotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { packQuery } from "../client/queries.ts";
import { useApp } from "../shell/use-app.ts";
import { text as words } from "../text/text.ts";
import { SIGNS, type PaletteKind, type PaletteSource } from "./palette-source.ts";
import { rankEntries, type PaletteEntry } from "./rank-entries.ts";

export interface CommandPaletteProps {
  readonly kind: PaletteKind;
  readonly sources: readonly PaletteSource[];
  readonly onShowKeys: () => void;
  readonly onClose: () => void;
}

const MOST = 50;

/** Files and rules by their name; commands behind `>`, declarations of all packs behind `@`. */
export function CommandPalette({ kind, sources, onShowKeys, onClose }: CommandPaletteProps) {
  const [[store, control]] = useState(createSpotlight);
  const [query, setQuery] = useState<string>(SIGNS[kind]);
  useEffect(() => {
    control.open();
  }, [control]);
  const files = useFileEntries();
  const commands = useCommandEntries(sources, onShowKeys);
  const symbols = useSymbols(sources);
  const sign = query.startsWith(SIGNS.commands) || query.startsWith(SIGNS.symbols) ? query.slice(0, 1) : "";
  const entries = sign === SIGNS.commands ? commands : sign === SIGNS.symbols ? symbols : files;
  const found = rankEntries(entries, query.slice(sign.length), MOST);
  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={onClose}
      shortcut={null}
      clearQueryOnClose={false}
      scrollable
      maxHeight={420}
      attributes={{ content: { "aria-label": words.palette.title } }}
    >
      <Spotlight.Search
        placeholder={words.palette.placeholder}
        aria-label={words.palette.title}
        onKeyDown={(event) => {
          // The library chooses the first of what is there while one types; what arrives later is chosen by nobody.
          const [first] = found;
          const isChosen = document.querySelector("[data-action][data-selected]") !== null;
          if (event.key !== "Enter" || isChosen || first === undefined) return;
          event.preventDefault();
          control.close();
          first.run();
        }}
        leftSection={<IconSearch size={18} aria-hidden="true" />}
      />
      <Spotlight.ActionsList aria-label={words.palette.found}>
        {found.map((entry) => (
          <Spotlight.Action
            key={entry.id}
            label={entry.label}
            description={entry.detail}
            rightSection={entry.keys === undefined ? undefined : <Kbd size="xs">{entry.keys}</Kbd>}
            onClick={entry.run}
            styles={{ actionDescription: { opacity: 1 } }}
          />
        ))}
        {found.length === 0 && <Spotlight.Empty>{words.palette.nothing}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function useFileEntries(): readonly PaletteEntry[] {
  const { data } = useQuery(packQuery(useApp()));
  const navigate = useNavigate();
  return useMemo(
    () =>
      (data?.files ?? []).flatMap(({ path, rules }) => {
        const run = () => void navigate({ to: "/rules", search: (before) => ({ ...before, file: path }) });
        const labels = rules.length === 0 ? [path] : rules.map(({ id, title }) => `${id} ${title}`);
        return labels.map((label) => ({ id: `${path} ${label}`, label, detail: rules.length === 0 ? "" : path, run }));
      }),
    [data, navigate],
  );
}

function useCommandEntries(sources: readonly PaletteSource[], onShowKeys: () => void): readonly PaletteEntry[] {
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  const pages = [
    ["/", words.shell.overview],
    ["/rules", words.shell.rules],
    ["/weights", words.shell.weights],
    ["/data-sources", words.shell.dataSources],
    ["/connect", words.shell.connect],
  ] as const;
  const schemes = ["auto", "light", "dark"] as const;
  return [
    ...sources.flatMap(({ commands }) => commands),
    ...pages.map(([to, name]) => ({
      id: `page ${to}`,
      label: words.palette.goTo(name),
      detail: "",
      run: () => void navigate({ to }),
    })),
    ...schemes.map((scheme) => ({
      id: `scheme ${scheme}`,
      label: words.palette.colours(words.shell.scheme[scheme]),
      detail: "",
      run: () => setColorScheme(scheme),
    })),
    { id: "keys", label: words.palette.keys, detail: "", keys: "?", run: onShowKeys },
  ];
}

function useSymbols(sources: readonly PaletteSource[]): readonly PaletteEntry[] {
  const [symbols, setSymbols] = useState<readonly PaletteEntry[]>([]);
  useEffect(() => {
    let stale = false;
    void Promise.all(sources.map((source) => source.symbols())).then((lists) => !stale && setSymbols(lists.flat()));
    return () => {
      stale = true;
    };
    // Of the moment at which the palette was opened.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return symbols;
}
