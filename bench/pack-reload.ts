import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { createPackLoader, loadPack } from "../runtime/packs/load-pack.ts";
import { quantile } from "./quantile.ts";
import { short, table, whole } from "./table.ts";

const ROUNDS = 15;
/** Let the engine see the code first. */
const WARM_UP = 3;

/**
 * A rule of one's own changes beside the built-in pack: the whole pack read, checked and compiled, and by a server that knows the pack from
 * before. A server answers nobody for as long as the event loop stands still.
 */
export async function benchPackReload(): Promise<string> {
  const builtIn = new URL("..", import.meta.url).pathname;
  const user = await mkdtemp(join(tmpdir(), "tocsin-packs-"));
  const change = (round: number) =>
    writeFile(
      join(user, "X01_round.tocsin"),
      `rule X01 "Round" {\n  because "round ${round}"\n  when user.event_count > ${round}\n}\n`,
    );
  try {
    const all = await measure(change, () => loadPack({ builtIn, user }));
    const known = await measure(change, createPackLoader({ builtIn, user }));
    return [
      "### A pack that is loaded again: medians",
      "",
      table(["", "ms", "event loop stands still, ms"], [row("the whole pack", all), row("what has changed", known)]),
      "",
      `whole/changed: ${short(all.took / known.took)}`,
    ].join("\n");
  } finally {
    await rm(user, { recursive: true });
  }
}

interface Measured {
  readonly took: number;
  readonly still: number;
}

async function measure(change: (round: number) => Promise<void>, load: () => Promise<unknown>): Promise<Measured> {
  const took: number[] = [];
  const still: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    await change(round);
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const from = performance.now();
    await load();
    const time = performance.now() - from;
    // The timer that was held up has to come once more.
    await new Promise((resolve) => setTimeout(resolve, 5));
    delay.disable();
    if (round < WARM_UP) continue;
    took.push(time);
    still.push(delay.max / 1e6);
  }
  return { took: quantile(took, 0.5), still: quantile(still, 0.5) };
}

const row = (name: string, { took, still }: Measured) => [name, whole(took), whole(still)];
