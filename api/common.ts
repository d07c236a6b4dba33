import { z } from "zod";

/** An instant in ISO 8601, UTC, milliseconds: `2026-11-21T04:00:00.000Z`. */
export const Instant = z.iso.datetime({ precision: 3 });

/** A rule's id: a capital letter and two or three digits. */
export const RuleId = z.string().regex(/^[A-Z][0-9]{2,3}$/, "a rule id is a capital letter and two or three digits");

/** A trust score: 99 is best, 0 is worst; null is a user that was never scored. */
export const Score = z.int().min(0).max(99).nullable();

/** The app that a console request is about; the first one when it is not given. */
export const AppQuery = z.object({ app: z.string().min(1).max(100).optional() });

/** A flag of a query. */
export const YesOrNo = z.enum(["true", "false"]).transform((text) => text === "true");

export const USER_STATUSES = ["normal", "in_review", "blacklisted", "whitelisted"] as const;
export const UserStatus = z.enum(USER_STATUSES);
export type UserStatus = z.infer<typeof UserStatus>;

/**
 * A rule file by its path inside the pack, with `/`: `rules/ip/I01_tor.tocsin`, `user/X01_busy.tocsin`. Hidden files and folders are no part of a pack,
 * and no step leads out of it.
 */
export const RulePath = z
  .string()
  .max(300)
  .regex(/^(?!\.)[^/\\:\p{Cc}]+(?:\/(?!\.)[^/\\:\p{Cc}]+)*$/u, "a path inside the pack has no hidden or empty steps")
  .endsWith(".tocsin", "a rule file ends with .tocsin");

/** Of a rule file, up to a million characters. The database keeps no NUL. */
export const RuleText = z
  .string()
  .max(1_000_000)
  .refine((text) => !text.includes("\u0000"), "a rule file has no NUL");

/** SHA-256 of a text in UTF-8, in hexadecimal. */
export const TextHash = z.string().regex(/^[0-9a-f]{64}$/, "a SHA-256 in hexadecimal");

export const UsersByStatus = z.record(UserStatus, z.int().min(0));
/** A hundred numbers: users by score, 0 to 99. */
export const UsersByScore = z.array(z.int().min(0)).length(100);
