import { error } from "./entry.ts";

const number = (value: number) => value.toLocaleString("en-US");

/** TC04xx: static limits of a pack, a rule, a list. */
export const LIMITS = {
  TC0401: error(
    (p: { limit: number }) => `more than ${number(p.limit)} parts once defines are expanded; split the declaration`,
  ),
  TC0402: error((p: { limit: number }) => `rows are nested too deeply; at most ${p.limit} may be open at once`),
  TC0403: error(
    (p: { what: string; value: number; max: number }) =>
      `${p.what} must be from 1 to ${number(p.max)}, found ${number(p.value)}`,
  ),
  TC0404: error((p: { what: string }) => `${p.what} must be longer than zero and at most 3,650 days`),
  TC0405: error((p: { name: string; what: string }) => `the list \`${p.name}\` has more than ${p.what}`),
  TC0406: error((p: { what: string; limit: number }) => `${p.what} use each other more than ${p.limit} deep`),
  TC0407: error((p: { limit: number }) => `more than ${p.limit} different spans of time in one declaration`),
  TC0408: error((p: { limit: number }) => `the string is longer than ${number(p.limit)} bytes`),
  TC0410: error((p: { what: PatternLimit; found: number; limit: number }) => PATTERN_LIMITS[p.what](p)),
  TC0411: error(
    (p: { name: string; found: number; limit: number }) =>
      `\`${p.name}\` needs ${number(p.found)} different patterns, those of its attributes included; at most ${p.limit} are allowed`,
  ),
  TC0412: error(
    (p: { limit: number; found: number }) => `a sequence has at most ${p.limit} steps, found ${number(p.found)}`,
  ),
  TC0421: error(
    (p: { name: string; found: number; limit: number }) =>
      `\`${p.name}\` has rows sorted in ${number(p.found)} ways by \`is new\`, \`peak\` and \`sequence\`, those of its attributes included; at most ${p.limit} are allowed`,
  ),
} as const;

type PatternLimit = "characters" | "repeat" | "positions" | "loose positions" | "states";

const PATTERN_LIMITS: Readonly<Record<PatternLimit, (p: { found: number; limit: number }) => string>> = {
  characters: ({ found, limit }) => `the pattern has ${number(found)} characters; at most ${limit} are allowed`,
  repeat: ({ found, limit }) => `a repeat counts to ${limit}, not to ${number(found)}`,
  positions: ({ found, limit }) =>
    `written out, the repeats make ${number(found)} characters; at most ${number(limit)} are allowed`,
  "loose positions": ({ found, limit }) =>
    `a count of what may be nothing makes ${number(found)} characters; at most ${limit} are allowed, or repeat with \`*\``,
  states: ({ limit }) =>
    `the pattern needs more than ${number(limit)} states, since much of it can be half matched at once; count less, or repeat with \`*\``,
};
