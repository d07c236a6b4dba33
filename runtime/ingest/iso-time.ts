/** Times reach the database as ISO text: whole milliseconds, no rounding on the way. */
export function iso(time: number): string {
  return new Date(time).toISOString();
}
