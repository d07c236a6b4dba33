import { runInNewContext } from "node:vm";
import { createMatcher } from "../dsl/regex/create-matcher.ts";
import { quantile } from "./quantile.ts";
import { short, table, whole } from "./table.ts";

interface Hostile {
  readonly pattern: string;
  /** What the subjects are made of; none of them ends in what the pattern waits for. */
  readonly filling: string;
}

/** Patterns on which engines that try one way after another take forever, and such that are as large as they may be. */
const HOSTILE: readonly Hostile[] = [
  { pattern: "^(?:a+)+$", filling: "a" },
  { pattern: "(a|aa)*b", filling: "a" },
  { pattern: "(a*)*(a*)*b", filling: "a" },
  { pattern: "((a?){10}){10}b", filling: "a" },
  { pattern: "([a-z]{1,15}){0,66}!x", filling: "abcd" },
  { pattern: ".{0,255}x.{0,255}y", filling: "xz" },
  { pattern: "union.{0,40}select", filling: "union selec" },
  { pattern: "^[\\w.+-]+@([\\w-]+\\.)+[a-z]{2,}$", filling: "a." },
];

const SIZES = [1_000, 10_000, 100_000];
const ROUNDS = 9;
/** So many characters are given to JavaScript's engine, for so many milliseconds at most: it does not come back from more. */
const CONTRAST = [20, 28];
const PATIENCE = 1_000;

/**
 * Processor time a character of our automaton, by size: a ratio of about 1 between the sizes is what linear means. Beside it JavaScript's own
 * engine on a few characters.
 */
export function benchRegex(): string {
  const rows = HOSTILE.map(({ pattern, filling }) => {
    const started = performance.now();
    const matches = createMatcher(pattern);
    const built = performance.now() - started;
    const subjects = SIZES.map((size) => `${filling.repeat(Math.ceil(size / filling.length)).slice(0, size - 1)}!`);
    // all sizes in each round: what else the machine does meets them alike
    const rounds = Array.from({ length: ROUNDS }, () => subjects.map((subject) => nanosecondsEach(matches, subject)));
    const perCharacter = SIZES.map((_, i) => median(rounds.map((round) => round[i] ?? Number.NaN)));
    const ratio = median(rounds.map((round) => (round.at(-1) ?? Number.NaN) / (round[0] ?? Number.NaN)));
    const cells = [short(built), ...perCharacter.map(short), short(ratio), ...inV8(pattern, filling)];
    return [`\`${pattern.replaceAll("|", "\\|")}\``, ...cells];
  });
  const sizes = SIZES.map((size) => `${whole(size)} ch: ns/ch`);
  const contrast = CONTRAST.map((size) => `V8, ${size} ch: ms`);
  return [
    "### Regular expressions: hostile patterns and subjects, medians of processor time",
    "",
    table(["pattern", "built, ms", ...sizes, "last/first", ...contrast], rows),
  ].join("\n");
}

/** Processor time a character, over calls enough to be measured; time that others take does not count. */
function nanosecondsEach(matches: (text: string) => boolean, subject: string): number {
  matches(subject);
  let calls = 0;
  const started = process.cpuUsage();
  let spent = 0;
  do {
    for (let read = 0; read < 200_000; read += subject.length) {
      matches(subject);
      calls++;
    }
    spent = process.cpuUsage(started).user;
  } while (spent < 5_000);
  return (spent * 1_000) / calls / subject.length;
}

const median = (values: readonly number[]) => quantile(values, 0.5);

/** Once a size, and interrupted in the end: some of these double with every character. */
function inV8(pattern: string, filling: string): readonly string[] {
  const expression = new RegExp(pattern, "u");
  return CONTRAST.map((size) => {
    const subject = `${filling.repeat(size).slice(0, size - 1)}!`;
    const started = performance.now();
    try {
      runInNewContext("expression.test(subject)", { expression, subject }, { timeout: PATIENCE });
    } catch {
      return `> ${whole(PATIENCE)}`;
    }
    return short(performance.now() - started);
  });
}
