// `YYYY-MM-DD HH:MM:SS` with up to six digits of a second; always UTC, never a zone.
const FORM = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:\.\d{1,6})?$/;

/** Times outside these years are mistakes: the clock was not set, or milliseconds were taken for seconds. */
const EARLIEST = Date.UTC(1990, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/**
 * Milliseconds of a time as the sensor's contract writes it, null when it is none. Digits beyond the millisecond are cut.
 * A day or an hour too many rolls over (31 February is 3 March), as in the reference system.
 */
export function parseSensorTime(text: string): number | null {
  if (!FORM.test(text)) return null;
  // Each number has its place.
  const digits = (from: number, to: number) => Number(text.slice(from, to));
  const day = Date.UTC(digits(0, 4), digits(5, 7) - 1, digits(8, 10));
  const second = (digits(11, 13) * 60 + digits(14, 16)) * 60 + digits(17, 19);
  const time = day + second * 1000 + Number(text.slice(20, 23).padEnd(3, "0"));
  return time >= EARLIEST && time < LATEST ? time : null;
}
