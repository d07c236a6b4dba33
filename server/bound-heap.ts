import { setFlagsFromString } from "node:v8";

/**
 * V8 lets a busy heap grow to four times what lives in it before it collects. Beside a database on one machine memory is worth more than the
 * few percent of time that collecting earlier costs: `bench/README.md` has both.
 */
const GROWING_PERCENT = 30;

/** For a process that is a server and nothing else, before it takes requests. */
export function boundHeap(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWING_PERCENT}`);
}
