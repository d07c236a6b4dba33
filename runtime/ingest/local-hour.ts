const MS_PER_HOUR = 3_600_000;

/** Reads the hour of the day (0..23) of a moment in a time zone, summer time of that day included. */
export function createLocalHours(): (timeZone: string, time: number) => number {
  const formats = new Map<string, Intl.DateTimeFormat>();
  return (timeZone, time) => {
    if (timeZone === "UTC") return Math.floor(time / MS_PER_HOUR) % 24;
    let format = formats.get(timeZone);
    if (format === undefined) {
      format = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", hourCycle: "h23" });
      formats.set(timeZone, format);
    }
    return Number(format.format(time));
  };
}
