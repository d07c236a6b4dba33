import { readdir, readFile } from "node:fs/promises";

/** Milliseconds of processor time since the start, their own and that of children that have ended. NaN where `/proc` is missing. */
export interface CpuTimes {
  readonly server: number;
  /** All processes that descend from the server: its embedded database. */
  readonly database: number;
}

/** Linux counts in hundredths of a second on every machine that Node runs on. */
const MS_PER_TICK = 10;

interface Stat {
  readonly parent: number;
  readonly ticks: number;
}

export async function cpuTimes(pid: number): Promise<CpuTimes> {
  const stats = new Map<number, Stat>();
  const pids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  for (const name of pids) {
    const stat = parseStat(await readFile(`/proc/${name}/stat`, "utf8").catch(() => ""));
    if (stat !== null) stats.set(Number(name), stat);
  }
  const isBelow = (child: number): boolean => {
    const parent = stats.get(child)?.parent;
    return parent !== undefined && (parent === pid || isBelow(parent));
  };
  const below = [...stats].filter(([child]) => isBelow(child));
  return {
    server: (stats.get(pid)?.ticks ?? Number.NaN) * MS_PER_TICK,
    database: below.reduce((sum, [, { ticks }]) => sum + ticks, 0) * MS_PER_TICK,
  };
}

/** The name of a process may hold spaces and brackets: the figures follow the last one. */
function parseStat(text: string): Stat | null {
  const fields = text
    .slice(text.lastIndexOf(")") + 2)
    .split(" ")
    .map(Number);
  const [, parent] = fields;
  if (text === "" || parent === undefined) return null;
  // utime, stime, cutime, cstime
  return { parent, ticks: fields.slice(11, 15).reduce((sum, ticks) => sum + ticks, 0) };
}
