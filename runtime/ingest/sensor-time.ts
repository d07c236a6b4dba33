// `YYYY-MM-DD HH:MM:SS` with up to six digits of a second; always UTC, never a zone.
const FORM = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,6}))?$/;

/** Times outside these years are mistakes: the clock was not set, or milliseconds were taken for seconds. */
const EARLIEST = Date.UTC(1990, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/**
 * Milliseconds of a time as the sensor's contract writes it, null when it is none. Digits beyond the millisecond are cut.
 * A day or an hour too many rolls over (31 February is 3 March), as in the reference system.
 */
export function parseSensorTime(text: string): number | null {
  const match = FORM.exec(text);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const millisecond = Number((match[7] ?? "").padEnd(3, "0").slice(0, 3));
  const time = Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
  return time >= EARLIEST && time < LATEST ? time : null;
}
