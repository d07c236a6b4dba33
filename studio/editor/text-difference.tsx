import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useRef } from "react";
import { declareTocsin } from "./declare-tocsin.ts";
import { monaco } from "./monaco.ts";
import { EDITOR_OPTIONS } from "./options.ts";
import classes from "./rule-editor.module.css";
import { TOCSIN_TEXT } from "./tocsin-id.ts";

export interface TextDifferenceProps {
  readonly before: string;
  readonly after: string;
  readonly label: string;
}

/** Two texts side by side, to read. Their documents are of a language that the service does not hear of. */
export function TextDifference({ before, after, label }: TextDifferenceProps) {
  const host = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme("light");
  useEffect(() => {
    // invariant: the effect runs after the element is there
    if (host.current === null) return undefined;
    const { model: _, ...options } = EDITOR_OPTIONS;
    const editor = monaco.editor.createDiffEditor(host.current, {
      ...options,
      readOnly: true,
      hideUnchangedRegions: { enabled: true },
      renderSideBySideInlineBreakpoint: 700,
    });
    declareTocsin();
    monaco.editor.setTheme(`tocsin-${scheme}`);
    const original = monaco.editor.createModel(before, TOCSIN_TEXT);
    const modified = monaco.editor.createModel(after, TOCSIN_TEXT);
    editor.setModel({ original, modified });
    // The names that the editor takes when it is made are gone with the first change of its options.
    for (const side of [editor.getOriginalEditor(), editor.getModifiedEditor()])
      side.updateOptions({ ariaLabel: label });
    return () => {
      editor.dispose();
      original.dispose();
      modified.dispose();
    };
  }, [before, after, label, scheme]);
  return <div ref={host} className={classes["editor"]} />;
}
