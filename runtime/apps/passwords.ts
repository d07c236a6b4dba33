import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. The algorithm is the library's default, argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** 144 random bits as 24 characters that survive a double click and a shell. */
export function generatePassword(): string {
  return randomBytes(18).toString("base64url");
}

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** Takes the same time for an operator that does not exist (`null`), so that nobody learns which addresses do. */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await nobodysHash()), password, COST);
  return passwordHash !== null && matches;
}

let nobody: Promise<string> | undefined;
/** The hash of a password that nobody knows; made once, on the first need. */
function nobodysHash(): Promise<string> {
  return (nobody ??= hashPassword(generatePassword()));
}
