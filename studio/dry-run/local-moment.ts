/** An instant as `MomentField` writes it, in the reader's time zone: `2026-11-20T10:00`; empty for null, which is now. */
export function localMoment(instant: string | null): string {
  if (instant === null) return "";
  const at = new Date(instant);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
