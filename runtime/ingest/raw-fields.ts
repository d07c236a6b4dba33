import type { RawFields } from "./accepted-event.ts";

/** The 20 names of the sensor's contract; anything else is left out. */
export const SENSOR_FIELDS = [
  "userName",
  "emailAddress",
  "ipAddress",
  "url",
  "userAgent",
  "eventTime",
  "firstName",
  "lastName",
  "fullName",
  "pageTitle",
  "phoneNumber",
  "httpReferer",
  "httpCode",
  "browserLanguage",
  "eventType",
  "httpMethod",
  "userCreated",
  "payload",
  "fieldHistory",
  "blacklisting",
] as const;
export type SensorField = (typeof SENSOR_FIELDS)[number];
const KNOWN: ReadonlySet<string> = new Set(SENSOR_FIELDS);

/** The fields as they were sent: text for the logbook, values for the two that carry objects. */
export interface ReceivedFields {
  readonly text: RawFields;
  /** `payload` and `fieldHistory` after JSON texts and brackets were resolved; undefined when not sent. */
  readonly payload: unknown;
  readonly fieldHistory: unknown;
  /** Names that were sent and are none of the contract's, each once. */
  readonly unknown: readonly string[];
}

/**
 * Reads form fields (flat names with brackets, nested objects, JSON texts) or a JSON body.
 * Numbers and booleans become text, objects in a text field become JSON text. `null` counts as not sent, and so does what nests
 * too deep to be meant.
 */
export function readFields(fields: Readonly<Record<string, unknown>>): ReceivedFields {
  const { values, unknown } = resolveBrackets(fields);
  const text: Record<string, string> = {};
  for (const [name, value] of values) text[name] = asText(value);
  return {
    text,
    payload: fromJson(values.get("payload")),
    fieldHistory: fromJson(values.get("fieldHistory")),
    unknown: [...unknown],
  };
}

export function asText(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "object" && value !== null) return JSON.stringify(value);
  return String(value);
}

/** A text that should hold an object: its JSON value, `null` when it is none. Anything else as it is. */
function fromJson(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    const parsed: unknown = JSON.parse(value);
    return nestsWithin(parsed, MOST_LEVELS) ? parsed : null;
  } catch {
    return null;
  }
}

/** No event has more; turning a body of nothing but brackets into text again would overflow the stack. */
export const MOST_LEVELS = 32;

export function nestsWithin(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => nestsWithin(inner, levels - 1));
}

/** `payload[0][field_id]=x` becomes a tree of `Map`s, then plain values: no name that was sent becomes a property of a prototype. */
function resolveBrackets(fields: Readonly<Record<string, unknown>>): Resolved {
  const values = new Map<string, unknown>();
  const unknown = new Set<string>();
  const trees = new Map<string, Tree>();
  for (const [key, value] of Object.entries(fields)) {
    if (value === null || value === undefined || !nestsWithin(value, MOST_LEVELS)) continue;
    const open = key.indexOf("[");
    const name = open === -1 ? key : key.slice(0, open);
    if (!KNOWN.has(name)) {
      if (name !== KEY) unknown.add(name);
      continue;
    }
    const path = open === -1 ? null : bracketPath(key.slice(open));
    if (path === null) values.set(name, value);
    else insert(treeOf(trees, name), path, value);
  }
  for (const [name, tree] of trees) values.set(name, plain(tree));
  return { values, unknown };
}

interface Resolved {
  readonly values: ReadonlyMap<string, unknown>;
  readonly unknown: ReadonlySet<string>;
}

/** Where short instructions put the API key. */
const KEY = "key";

type Tree = Map<string, Tree | { readonly leaf: unknown }>;

const MOST_BRACKETS = 4;

/** `[0][field_id]` as `["0", "field_id"]`; null when the brackets do not add up or nest too deep. */
function bracketPath(brackets: string): readonly string[] | null {
  if (!/^(?:\[[^[\]]*\])+$/.test(brackets)) return null;
  const path = brackets.slice(1, -1).split("][");
  return path.length <= MOST_BRACKETS ? path : null;
}

function treeOf(trees: Map<string, Tree>, name: string): Tree {
  const tree = trees.get(name) ?? new Map();
  trees.set(name, tree);
  return tree;
}

function insert(tree: Tree, path: readonly string[], value: unknown): void {
  let node = tree;
  for (const [depth, part] of path.entries()) {
    const key = part === "" ? String(node.size) : part;
    if (depth === path.length - 1) {
      node.set(key, { leaf: value });
      return;
    }
    const next = node.get(key);
    const child: Tree = next instanceof Map ? next : new Map();
    node.set(key, child);
    node = child;
  }
}

/** Keys 0, 1, 2 … make a list, others an object. */
function plain(tree: Tree): unknown {
  const entries = [...tree].map(
    ([key, node]) => [key, node instanceof Map ? plain(node) : flatten(node.leaf)] as const,
  );
  if (entries.every(([key], index) => key === String(index)))
    return entries.flatMap(([, value]) => (value instanceof Flat ? value.values : [value]));
  return Object.fromEntries(entries.map(([key, value]) => [key, value instanceof Flat ? value.values : value]));
}

/** The values of `name[]=a&name[]=b`, which a query-string reader hands over as one list. */
class Flat {
  readonly values: readonly unknown[];
  constructor(values: readonly unknown[]) {
    this.values = values;
  }
}

function flatten(leaf: unknown): unknown {
  return Array.isArray(leaf) ? new Flat(leaf) : leaf;
}
