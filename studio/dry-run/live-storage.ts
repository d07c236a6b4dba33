const KEY = "tocsin-dry-run-live";

/** What the operator chose; null before they did. */
export function readLive(storage: Pick<Storage, "getItem">): boolean | null {
  const kept = storage.getItem(KEY);
  return kept === "on" ? true : kept === "off" ? false : null;
}

export function writeLive(storage: Pick<Storage, "setItem">, live: boolean): void {
  storage.setItem(KEY, live ? "on" : "off");
}
