/**
 * The user name of a visitor without an account: the address with `*` for its last part, `203.0.113.*`, `2001:db8::*`. Rules know such
 * users as anonymous.
 */
export function visitorName(address: string): string {
  const end = address.lastIndexOf(address.includes(":") ? ":" : ".");
  return end === -1 ? "N/A" : `${address.slice(0, end + 1)}*`;
}
