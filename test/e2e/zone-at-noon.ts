/** A time zone in which it is between noon and one o'clock, by the names of the tz database (west is plus there). */
export function zoneAtNoon(now: Date): string {
  const east = 12 - now.getUTCHours();
  return `Etc/GMT${east > 0 ? "-" : "+"}${Math.abs(east)}`;
}
