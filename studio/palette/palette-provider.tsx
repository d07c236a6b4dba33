import { createContext, lazy, Suspense, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { KeysDialog } from "./keys-dialog.tsx";
import type { PaletteKind, PaletteSource } from "./palette-source.ts";
import { useKeys } from "./use-keys.ts";

const CommandPalette = lazy(async () => ({ default: (await import("./command-palette.tsx")).CommandPalette }));

interface Palette {
  readonly open: (kind: PaletteKind) => void;
  readonly showKeys: () => void;
  /** Returns how to take it back. */
  readonly add: (source: PaletteSource) => () => void;
}

const PaletteContext = createContext<Palette | null>(null);

/** The command palette of every signed-in page, and the list of keys. Its words and the library come when it is opened. */
export function PaletteProvider({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState<{ readonly kind: PaletteKind; readonly turn: number } | null>(null);
  const turns = useRef(0);
  const [isListed, setListed] = useState(false);
  const sources = useRef(new Set<PaletteSource>());
  const palette = useMemo<Palette>(
    () => ({
      // Each time another one: the last may still be fading away.
      open: (kind) => setShown({ kind, turn: (turns.current += 1) }),
      showKeys: () => setListed(true),
      add: (source) => {
        sources.current.add(source);
        return () => void sources.current.delete(source);
      },
    }),
    [],
  );
  useKeys([
    ["mod+K", () => palette.open("commands")],
    ["mod+P", () => palette.open("files")],
    ["mod+shift+O", () => palette.open("symbols")],
    ["?", () => setListed(true)],
  ]);
  return (
    <PaletteContext value={palette}>
      {children}
      {shown !== null && (
        <Suspense>
          <CommandPalette
            key={shown.turn}
            kind={shown.kind}
            sources={[...sources.current]}
            onShowKeys={() => setListed(true)}
            onClose={() => setShown((current) => (current?.turn === shown.turn ? null : current))}
          />
        </Suspense>
      )}
      <KeysDialog opened={isListed} onClose={() => setListed(false)} />
    </PaletteContext>
  );
}

export function usePalette(): Palette {
  const value = useContext(PaletteContext);
  // invariant: the frame provides it
  if (value === null) throw new Error("no palette around this component");
  return value;
}

/** Adds a page's commands and symbols while the component is shown. */
export function usePaletteSource(source: PaletteSource): void {
  const { add } = usePalette();
  const latest = useRef(source);
  latest.current = source;
  useEffect(
    () =>
      add({
        get commands() {
          return latest.current.commands;
        },
        symbols: () => latest.current.symbols(),
      }),
    [add],
  );
}
