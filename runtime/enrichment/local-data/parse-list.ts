import { between, parseRange, type AddressRange } from "./address-range.ts";
import { DataError } from "./data-error.ts";
import { cellsOf, dataLines, type DataLine } from "./text-cells.ts";

/** What a list that is no database holds. */
export type ListContent =
  | { readonly shape: "addresses"; readonly ranges: readonly AddressRange[] }
  | { readonly shape: "networks by number"; readonly numbers: ReadonlySet<number> }
  | { readonly shape: "domains"; readonly domains: ReadonlySet<string> }
  | { readonly shape: "ranked domains"; readonly entries: readonly (readonly [domain: string, rank: number])[] };

type Entry =
  | { readonly kind: "range"; readonly range: AddressRange }
  | { readonly kind: "number"; readonly number: number }
  | { readonly kind: "domain"; readonly domain: string }
  | { readonly kind: "ranked"; readonly domain: string; readonly rank: number };

/**
 * Reads a plain list, CSV or TSV. The first line that holds data says what the list is of; each other one has to be of the
 * same kind, for a list of which half is left out would make unlisted what is listed.
 *
 * @throws DataError
 */
export function parseListText(text: string): ListContent {
  return contentOf(listLines(text), "line");
}

/**
 * Reads a list in JSON: an array of texts; an object with such an array as its `list` (MISP warning lists); or any document
 * that has networks in it (AWS, Google, Azure, Oracle, Fastly).
 *
 * @throws DataError
 */
export function parseListJson(text: string): ListContent {
  const value = parseJson(text);
  const list = Array.isArray(value) ? value : isObject(value) && Array.isArray(value["list"]) ? value["list"] : null;
  const entries =
    list !== null && list.every((each) => typeof each === "string")
      ? list
      : [...textsIn(value)].filter((each) => each.includes("/") && parseRange(each) !== null);
  return contentOf(
    entries.map((entry, index) => ({ number: index + 1, text: entry })),
    "entry",
  );
}

/** Without the names of columns, of which no cell is data. */
function* listLines(text: string): Generator<DataLine> {
  let isFirst = true;
  for (const line of dataLines(text)) {
    const cells = cellsOf(line.text);
    const isHeader = isFirst && cells.length > 1 && cells.every((cell) => /^[a-z][a-z _-]*$/i.test(cell));
    isFirst = false;
    if (!isHeader) yield line;
  }
}

type Cells = readonly string[];

const READERS: { readonly [K in Entry["kind"]]: (cells: Cells) => Entry | null } = {
  range: ([first = "", second = ""]) => {
    const range = (second === "" ? null : between(first, second)) ?? parseRange(first);
    return range === null ? null : { kind: "range", range };
  },
  // `1,example.com` (Tranco, Umbrella); Majestic has the rank within the top-level domain between them.
  ranked: ([first = "", second = "", third = ""]) => {
    if (!/^\d{1,9}$/.test(first) || Number(first) === 0) return null;
    const domain = domainOf(second) ?? (/^\d+$/.test(second) ? domainOf(third) : null);
    return domain === null ? null : { kind: "ranked", domain, rank: Number(first) };
  },
  number: ([first = ""]) => {
    const digits = /^(?:AS)?(\d{1,10})$/i.exec(first)?.[1];
    const number = Number(digits);
    return digits === undefined || number === 0 || number > 4_294_967_295 ? null : { kind: "number", number };
  },
  domain: ([first = ""]) => {
    const domain = domainOf(first);
    return domain === null ? null : { kind: "domain", domain };
  },
};
const KINDS = Object.keys(READERS) as readonly Entry["kind"][]; // the keys of the table

/** As the lines before it, if it can be read so: what the other columns hold could be taken for something else. */
function entryOf({ number, text }: DataLine, unit: "line" | "entry", kind: Entry["kind"] | undefined): Entry {
  const cells = cellsOf(text);
  for (const each of kind === undefined ? KINDS : [kind, ...KINDS]) {
    const entry = READERS[each](cells);
    if (entry !== null) return entry;
  }
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  throw new DataError(`${unit} ${number} is no address, network, domain or number of a network: ${shown}`);
}

// A list names hosts; what has no dot, or is a URL, is something else.
function domainOf(text: string): string | null {
  const name = text
    .toLowerCase()
    .replace(/^\*?\./, "")
    .replace(/\.$/, "");
  return name.includes(".") && name.length <= 253 && !/[^\p{L}\p{N}._-]/u.test(name) ? name : null;
}

const WORDS: Readonly<Record<Entry["kind"], string>> = {
  range: "an address",
  number: "the number of a network",
  domain: "a domain",
  ranked: "a ranked domain",
};

function contentOf(lines: Iterable<DataLine>, unit: "line" | "entry"): ListContent {
  const ranges: AddressRange[] = [];
  const numbers = new Set<number>();
  const domains = new Set<string>();
  const ranked: (readonly [string, number])[] = [];
  let kind: Entry["kind"] | undefined;
  for (const line of lines) {
    const entry = entryOf(line, unit, kind);
    kind ??= entry.kind;
    if (entry.kind !== kind)
      throw new DataError(`the list mixes kinds: it begins with ${WORDS[kind]} and has ${WORDS[entry.kind]}, too`);
    if (entry.kind === "range") ranges.push(entry.range);
    else if (entry.kind === "number") numbers.add(entry.number);
    else if (entry.kind === "domain") domains.add(entry.domain);
    else ranked.push([entry.domain, entry.rank]);
  }
  switch (kind) {
    case undefined:
      throw new DataError("it holds no entry");
    case "range":
      return { shape: "addresses", ranges };
    case "number":
      return { shape: "networks by number", numbers };
    case "domain":
      return { shape: "domains", domains };
    case "ranked":
      return { shape: "ranked domains", entries: ranked };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new DataError(`it begins like JSON and is none: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === "string") yield value;
  else if (isObject(value)) for (const part of Object.values(value)) yield* textsIn(part);
}
