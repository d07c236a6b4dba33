import { Presets, SingleBar } from "cli-progress";
import type { Output } from "./output.ts";

export interface Progress {
  update(done: number, total: number): void;
  stop(): void;
}

const SILENT: Progress = { update: () => undefined, stop: () => undefined };

/** A bar on standard error while long work lasts; nothing where nobody would see it. */
export function createProgress({ showsProgress }: Output, label: string): Progress {
  if (!showsProgress) return SILENT;
  const format = `${label} {bar} {percentage}% {value}/{total}`;
  const bar = new SingleBar(
    { format, stream: process.stderr, hideCursor: true, clearOnComplete: true },
    Presets.shades_classic,
  );
  let started = false;
  return {
    update(done, total) {
      if (!started) bar.start(total, done);
      else bar.update(done);
      started = true;
    },
    stop: () => bar.stop(),
  };
}
