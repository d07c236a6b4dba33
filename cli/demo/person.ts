import type { Random } from "./random.ts";

/** What the application knows of a user and sends along with each event. */
export interface Person {
  readonly userName: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly emailAddress: string;
  readonly phoneNumber: string;
  /** Milliseconds since the epoch. */
  readonly created: number;
}

const FIRST = ["Ada", "Bruno", "Chiara", "Dilan", "Emre", "Freya", "Gita", "Hugo", "Ines", "Jonas", "Kemi", "Lena", "Mateo", "Nora", "Otto", "Priya", "Quinn", "Rosa", "Sven", "Tara", "Uma", "Viktor", "Wanda", "Yara"] as const; // prettier-ignore
const LAST = ["Abel", "Blanc", "Costa", "Dorn", "Ek", "Fuchs", "Garcia", "Hale", "Ito", "Jansen", "Koch", "Leroy", "Mori", "Novak", "Okafor", "Petit", "Quist", "Rossi", "Silva", "Toth", "Ueda", "Vogel", "Weiss", "Young"] as const; // prettier-ignore
const MAIL = [
  "gmail.com",
  "outlook.com",
  "proton.me",
  "brasserie-lune.fr",
  "northwind-tools.de",
  "kestrel-labs.co.uk",
] as const;
const THROWAWAY = ["mailinator.com", "yopmail.com", "guerrillamail.com"] as const;

export function ordinaryPerson(random: Random, number: number, created: number): Person {
  const firstName = random.pick(FIRST);
  const lastName = random.pick(LAST);
  const handle = `${firstName}.${lastName}`.toLowerCase();
  return {
    userName: `${handle}-${number}`,
    firstName,
    lastName,
    emailAddress: `${handle}${random.chance(30) ? random.int(2, 89) : ""}@${random.pick(MAIL)}`,
    // +33 6 39 98 xx xx is kept for fiction by the French regulator (ARCEP 2022-1583).
    phoneNumber: random.chance(60) ? `+33639${random.int(980_000, 989_999)}` : "",
    created,
  };
}

/** An account made by a script: digits for a name, a mailbox of ten minutes, a telephone that others use too. */
export function throwawayPerson(random: Random, number: number, created: number, phoneNumber: string): Person {
  const digits = `${random.int(10_000_000, 99_999_999)}`;
  return {
    userName: `u${digits}-${number}`,
    firstName: random.chance(50) ? `user${random.int(1, 99)}` : "",
    lastName: "",
    emailAddress: `${digits}@${random.pick(THROWAWAY)}`,
    phoneNumber,
    created,
  };
}
