import { readFile, rename, unlink, writeFile } from "node:fs/promises";
import type { Batch, Delivery } from "./deliver.ts";
import type { Notify } from "./notice.ts";
import { isRecord } from "./read-outcomes.ts";
import { NOTHING, plus, tallyOf, type Resent } from "./tally.ts";

export interface ResendDeps {
  readonly send: (batch: Batch) => Promise<Delivery>;
  readonly notify: Notify;
  /** Runs while nothing writes the file. */
  readonly between: (work: () => Promise<void>) => Promise<void>;
}

/**
 * Sends what a local log holds, oldest first, each batch under the key of its first try. The files are put aside as `….resending` first: a
 * call after one that was cut short goes on with them, and what was stored already is stored once.
 *
 * @throws Error when a file can be neither read nor put aside.
 */
export async function resend(path: string, { send, notify, between }: ResendDeps): Promise<Resent> {
  let resent: Resent = { ...NOTHING, unsent: 0, unreadable: 0 };
  for (const file of [`${path}.1`, path]) {
    const aside = `${file}.resending`;
    // Twice: what an earlier call left behind, and what has come since.
    for (const isLeftover of [true, false]) {
      if (!isLeftover) await between(() => moveIfThere(file, aside));
      const found = await resendFile(aside, send, notify);
      resent = { ...plus(resent, found), unsent: found.unsent, unreadable: resent.unreadable + found.unreadable };
      if (found.unsent > 0) return resent;
    }
  }
  return resent;
}

async function resendFile(path: string, send: ResendDeps["send"], notify: Notify): Promise<Resent> {
  const lines = (await readFile(path, "utf8").catch(unlessMissing(""))).split("\n").filter((line) => line !== "");
  let tally = NOTHING;
  let unreadable = 0;
  for (const [index, line] of lines.entries()) {
    const batch = readLine(line);
    if (batch === null) {
      unreadable += 1;
      continue;
    }
    const delivery = await send(batch);
    if (delivery.kind !== "delivered") {
      const left = lines.slice(index);
      await writeFile(`${path}.part`, `${left.join("\n")}\n`, { mode: 0o600 });
      await rename(`${path}.part`, path);
      return {
        ...tally,
        unsent: left.reduce((sum, each) => sum + (readLine(each)?.events.length ?? 0), 0),
        unreadable,
      };
    }
    tally = plus(tally, tallyOf(delivery.outcomes, notify));
  }
  await unlink(path).catch(unlessMissing(undefined));
  return { ...tally, unsent: 0, unreadable };
}

function readLine(line: string): Batch | null {
  try {
    const sent = JSON.parse(line) as unknown;
    if (!isRecord(sent) || typeof sent["key"] !== "string" || !Array.isArray(sent["events"])) return null;
    return { key: sent["key"], events: sent["events"].map((event) => JSON.stringify(event)) };
  } catch {
    return null;
  }
}

async function moveIfThere(from: string, to: string): Promise<void> {
  await rename(from, to).catch(unlessMissing(undefined));
}

function unlessMissing<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return instead;
    throw error;
  };
}
