/** Distinct countries; all addresses without a known country count as one more. */
export function countCountries(ips: readonly { readonly country: string | null }[]): number {
  return new Set(ips.map(({ country }) => country)).size;
}
