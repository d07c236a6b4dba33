import { useEffect, useState } from "react";
import type { Diagnostic } from "../../dsl/language-service/index.ts";
import type { LanguageClient } from "./language-client.ts";

export interface Problems {
  readonly list: readonly Diagnostic[];
  /** The list is about an earlier text; the new one is being checked. */
  readonly checking: boolean;
}

/** Long enough to swallow a burst of typing, too short to be noticed, in milliseconds. */
const PAUSE = 120;

/** The problems of a file as it is typed: asked for after a short pause, answers about an older text are dropped. */
export function useProblems(client: LanguageClient | null, path: string, text: string): Problems {
  const [known, setKnown] = useState<{
    readonly path: string;
    readonly text: string;
    readonly list: readonly Diagnostic[];
  }>();

  useEffect(() => {
    if (client === null) return undefined;
    let stale = false;
    const timer = setTimeout(() => {
      void client.port.update({ path, text });
      client.port.diagnostics(path).then(
        (list) => {
          if (!stale) setKnown({ path, text, list });
        },
        // A failure of the worker is told once, by the client itself.
        () => undefined,
      );
    }, PAUSE);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [client, path, text]);

  const checking = client !== null && (known?.path !== path || known.text !== text);
  return { list: known?.path === path ? known.list : [], checking };
}
