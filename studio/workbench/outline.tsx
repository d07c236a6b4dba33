import { useEffect, useState } from "react";
import type { DocumentSymbol } from "../../dsl/language-service/index.ts";
import type { LanguageClient } from "../language/language-client.ts";
import { text as words } from "../text/text.ts";
import classes from "./outline.module.css";

export interface OutlineProps {
  readonly client: LanguageClient | null;
  readonly path: string;
  readonly text: string;
  readonly onReveal: (offset: number) => void;
}

/** Long enough for a burst of typing to be over, in milliseconds. */
const PAUSE = 300;

/** What the open file declares, in its order. */
export function Outline({ client, path, text, onReveal }: OutlineProps) {
  const [symbols, setSymbols] = useState<readonly DocumentSymbol[] | null>(null);
  useEffect(() => {
    if (client === null) return undefined;
    let stale = false;
    const ask = () => {
      void client.port.update({ path, text });
      client.port.documentSymbols(path).then(
        (found) => !stale && setSymbols(found),
        // A failure of the worker is told once, by the client itself.
        () => undefined,
      );
    };
    const timer = setTimeout(ask, PAUSE);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [client, path, text]);
  return (
    <details className={classes["outline"]} open>
      <summary className={classes["title"]}>{words.workspace.outline}</summary>
      {symbols === null ? null : symbols.length === 0 ? (
        <p className={classes["none"]}>{words.workspace.outlineEmpty}</p>
      ) : (
        <ul className={classes["list"]} aria-label={words.workspace.outline}>
          {symbols.map(({ name, detail, kind, selection }) => (
            <li key={`${kind} ${name} ${selection.start}`}>
              <button type="button" className={classes["symbol"]} onClick={() => onReveal(selection.start)}>
                <span className={classes["kind"]}>{kind}</span>
                <span className={classes["name"]}>{name}</span>
                <span className={classes["detail"]}>{detail}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
