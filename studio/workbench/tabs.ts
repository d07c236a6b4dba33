/** Paths of the files that are open, in the order of their tabs. */
export type Tabs = readonly string[];

/** With the file, behind the one that it was opened from. */
export function openTab(tabs: Tabs, path: string, from: string | undefined): Tabs {
  if (tabs.includes(path)) return tabs;
  const at = from === undefined ? -1 : tabs.indexOf(from);
  return at < 0 ? [...tabs, path] : tabs.toSpliced(at + 1, 0, path);
}

/** Without the file; `next` is what takes its place on the screen, undefined when nothing is left. */
export function closeTab(tabs: Tabs, path: string): { readonly tabs: Tabs; readonly next: string | undefined } {
  const at = tabs.indexOf(path);
  const left = tabs.filter((each) => each !== path);
  return { tabs: left, next: left[Math.min(at, left.length - 1)] };
}

/** The tab beside another one, around the ends. */
export function besideTab(tabs: Tabs, path: string | undefined, step: 1 | -1): string | undefined {
  const at = path === undefined ? -1 : tabs.indexOf(path);
  return tabs.at((at + step) % Math.max(1, tabs.length));
}
