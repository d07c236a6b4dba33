import type { UserInput } from "../../../dsl/testing/user-input.ts";
import { createAddressStandIns, type AddressStandIns } from "./address-stand-ins.ts";
import { disguiseText, partsWith } from "./disguise-text.ts";
import { eachValue, mapValues } from "./map-values.ts";
import { type PersonalKind, personalKind } from "./personal-kind.ts";
import type { RuleWords } from "./rule-words.ts";

export interface PseudonymiseOptions {
  readonly words: RuleWords;
  /** Every personal text of the user, not only those that are left. */
  readonly originals: readonly string[];
  /** Whether a rule says the same about this user, where other things have been renamed, too. */
  readonly holds: (input: UserInput, rename: Rename) => boolean;
}

/** The text that stands for one of the user's; the same one where it is nothing personal. */
export type Rename = (text: string) => string;

export interface Pseudonymised {
  readonly input: UserInput;
  readonly rename: Rename;
}

/** A text that must not appear, with what can stand for it: the plainest first, each other one keeps more of its form. */
interface Atom {
  readonly standIns: readonly string[];
}

/**
 * The user with another text for everything that says who somebody is: equal ones for equal ones, as plain as can be while the rule says the same.
 * Null where it cannot be without an original.
 */
export function pseudonymise(input: UserInput, options: PseudonymiseOptions): Pseudonymised | null {
  const atoms = atomsOf(input, options);
  const levels = new Map<string, number>([...atoms.keys()].map((key) => [key, 0]));
  const standInOf = (key: string) => atoms.get(key)?.standIns[levels.get(key) ?? 0] ?? null;
  const told = (): Pseudonymised => ({ input: withStandIns(input, standInOf), rename: renamer(input, standInOf) });
  const holds = () => {
    const candidate = told();
    return options.holds(candidate.input, candidate.rename);
  };
  if ([...atoms.values()].some(({ standIns }) => standIns.length === 0)) return null;
  if (holds()) return told();
  for (const [key, { standIns }] of atoms) levels.set(key, standIns.length - 1);
  if (!holds() && !raiseTogether(atoms, levels, holds)) return null;
  for (const [key, highest] of [...levels]) {
    for (let level = 0; level < highest; level++) {
      levels.set(key, level);
      if (holds()) break;
      levels.set(key, highest);
    }
  }
  return told();
}

/** The form that keeps most is not always the one that is needed: all of one kind of form after the other. */
function raiseTogether(atoms: ReadonlyMap<string, Atom>, levels: Map<string, number>, holds: () => boolean): boolean {
  const most = Math.max(...[...atoms.values()].map(({ standIns }) => standIns.length));
  for (let level = most - 1; level > 0; level--) {
    for (const [key, { standIns }] of atoms) levels.set(key, Math.min(level, standIns.length - 1));
    if (holds()) return true;
  }
  return false;
}

/** Personal texts of a user, each once; an e-mail address is two of them besides. */
export function personalTexts(input: UserInput): readonly string[] {
  const texts = new Set<string>();
  eachValue(input, (source, field, value) => {
    const kind = personalKind(source, field);
    if (kind === null || typeof value !== "string") return;
    texts.add(value);
    if (kind === "email") for (const part of partsOfEmail(value)) texts.add(part.text);
  });
  return [...texts].filter((text) => text !== "");
}

interface Atomic {
  readonly kind: PersonalKind;
  readonly text: string;
}

function partsOfEmail(address: string): readonly Atomic[] {
  const at = address.lastIndexOf("@");
  if (at < 0) return [{ kind: "local", text: address }];
  return [
    { kind: "local", text: address.slice(0, at) },
    { kind: "domain", text: address.slice(at + 1) },
  ];
}

const keyOf = ({ kind, text }: Atomic) => `${kind} ${text}`;

function atomsOf(input: UserInput, { words, originals }: PseudonymiseOptions): ReadonlyMap<string, Atom> {
  const taken = originals.filter((text) => !words.literals.has(text));
  const lowered = taken.map((text) => text.toLowerCase());
  /** Short texts are inside of others by chance. */
  const hasOriginal = (text: string) => {
    const lower = text.toLowerCase();
    return lowered.some((original) => lower === original || (original.length > 3 && lower.includes(original)));
  };
  const networks = [...words.literals].filter(isAddress);
  const addresses = createAddressStandIns(networks, (network) => taken.some((text) => text.startsWith(`${network}.`)));
  const counts = new Map<PersonalKind, number>();
  const atoms = new Map<string, Atom>();
  const add = (atomic: Atomic) => {
    if (atoms.has(keyOf(atomic))) return;
    const n = (counts.get(atomic.kind) ?? 0) + 1;
    counts.set(atomic.kind, n);
    const standIns = standInsOf(atomic, n, words, addresses);
    atoms.set(keyOf(atomic), { standIns: [...new Set(standIns)].filter((text) => !hasOriginal(text)) });
  };
  eachValue(input, (source, field, value) => {
    const kind = personalKind(source, field);
    if (kind === null || typeof value !== "string" || value === "") return;
    if (kind === "email") partsOfEmail(value).forEach(add);
    else add({ kind, text: value });
  });
  return atoms;
}

function withStandIns(input: UserInput, standInOf: (key: string) => string | null): UserInput {
  return mapValues(input, (source, field, value) => {
    const kind = personalKind(source, field);
    if (kind === null || typeof value !== "string" || value === "") return value;
    const stand = (atomic: Atomic) => standInOf(keyOf(atomic)) ?? "";
    return kind === "email" ? partsOfEmail(value).map(stand).join("@") : stand({ kind, text: value });
  });
}

function renamer(input: UserInput, standInOf: (key: string) => string | null): Rename {
  const renamed = new Map<string, string>();
  const standing = withStandIns(input, standInOf);
  const texts = (from: UserInput) => {
    const found: string[] = [];
    eachValue(from, (_source, _field, value) => void (typeof value === "string" && found.push(value)));
    return found;
  };
  const after = texts(standing);
  for (const [i, text] of texts(input).entries()) renamed.set(text, after[i] ?? text);
  return (text) => renamed.get(text) ?? text;
}

function standInsOf(
  { kind, text }: Atomic,
  n: number,
  words: RuleWords,
  addresses: AddressStandIns,
): readonly string[] {
  const itself = words.literals.has(text) ? [text] : [];
  if (kind === "ip") return [...addresses.ofAddress(text), ...itself];
  if (kind === "network") return [...addresses.ofNetwork(text), ...itself];
  const kept = partsWith(text, words.needles);
  return [
    ...PLAIN[kind](n),
    ...keptForm(kind, text, n),
    disguiseText(text),
    ...words.alike(text),
    ...(kept.length === 0 ? [] : [disguiseText(text, kept)]),
    ...itself,
  ];
}

/** Several, since one may be an original of somebody. */
const PLAIN: Readonly<Record<Exclude<PersonalKind, "ip" | "network">, (n: number) => readonly string[]>> = {
  name: (n) => [`user-${n}`, `somebody-${n}`],
  person: (n) => [`Name ${n}`, `Somebody ${n}`],
  email: (n) => [`person${n}@mail.example`],
  local: (n) => [`person${n}`, `somebody${n}`],
  domain: (n) => [`mail${n}.example`, `domain${n}.example`],
  phone: (n) => [`+1555${String(100 + n).padStart(7, "0")}`],
  organisation: (n) => [`Network ${n}`, `Carrier ${n}`],
  agent: (n) => [`Example/${n}.0`, `Agent/${n}.0`],
  url: (n) => [`https://app.example/page-${n}`, `https://site.example/${n}`],
  path: (n) => [`/page-${n}`, `/place-${n}`],
  query: (n) => [`?q=${n}`],
  text: (n) => [`text ${n}`, `words ${n}`],
  word: (n) => [`field-${n}`, `key-${n}`],
};

/** The country of a number, the end of a domain: what rules look at, and many share. */
function keptForm(kind: PersonalKind, text: string, n: number): readonly string[] {
  if (kind === "phone") return [disguiseText(text, [{ start: 0, end: 4 }])];
  const end = kind === "domain" ? text.slice(text.lastIndexOf(".") + 1) : "";
  return end === "" ? [] : [`mail${n}.${end}`];
}

function isAddress(text: string): boolean {
  return /^(\d{1,3}\.){3}\d{1,3}(\/\d+)?$|^[0-9a-f:]*:[0-9a-f:]+(\/\d+)?$/.test(text);
}
