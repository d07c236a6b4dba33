/** `400` as the least and the greatest status, and `4xx`. */
export function statusRange(status: string): readonly [number, number] {
  return [Number(status.replace("xx", "00")), Number(status.replace("xx", "99"))];
}
