/** A program to copy: it sends an event and asks the blacklist. */
export interface Snippet {
  readonly title: string;
  /** Beside this file. */
  readonly file: string;
  /** As Markdown names its language. */
  readonly language: string;
}

/** In the order in which they are shown. */
export const SNIPPETS: readonly Snippet[] = [
  { title: "curl", file: "tocsin.sh", language: "sh" },
  { title: "Node", file: "tocsin.mjs", language: "js" },
  { title: "Python", file: "tocsin.py", language: "python" },
  { title: "PHP", file: "tocsin.php", language: "php" },
];

/** The server that a snippet asks, unless it is told of another. */
const ANY_SERVER = "http://127.0.0.1:8585";

/** A snippet that asks the server of this address. */
export function askingServer(text: string, origin: string): string {
  return text.replaceAll(ANY_SERVER, origin);
}
