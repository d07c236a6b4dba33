/** `npm run faults` runs every fault as often, and for as long, as `docs/faults.md` says; a run of all tests has a short form of each. */
export const FULL = process.env["TOCSIN_FAULTS"] === "full";

/** The first when everything is asked for. */
export function atScale<T>(full: T, short: T): T {
  return FULL ? full : short;
}
