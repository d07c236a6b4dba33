import { useEffect, useRef } from "react";
import { matchesKeys } from "./matches-keys.ts";

/** Keys as `mod+shift+O` (mod is Ctrl, and Cmd on a Mac), and what they do. */
export type KeyBinding = readonly [keys: string, run: () => void];

/** Listens before the editor does, which has uses of its own for some of them. Keys without a modifier are left to whoever is typing. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const latest = useRef(bindings);
  latest.current = bindings;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const bound = latest.current.find(([keys]) => matchesKeys(event, keys));
      if (bound === undefined || (!bound[0].includes("+") && isTyping(event.target))) return;
      event.preventDefault();
      event.stopPropagation();
      bound[1]();
    };
    window.addEventListener("keydown", listen, { capture: true });
    return () => window.removeEventListener("keydown", listen, { capture: true });
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest("input, textarea, select, .monaco-editor") !== null;
}
