import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "vite";
import { expect, it } from "vitest";

/** Attributes whose value a person reads or hears. */
const SPOKEN = new Set(["alt", "aria-label", "description", "error", "label", "placeholder", "title"]);
const LETTER = /\p{L}/u;

const STUDIO = fileURLToPath(new URL("..", import.meta.url));

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "type" in value;

function* nodesUnder(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* nodesUnder(child);
  }
}

/** Words in a component that do not come from the dictionary: text between tags, and spoken attributes. */
function strayWords(file: string, source: string): readonly string[] {
  const { program, errors } = parseSync(file, source);
  expect(errors).toEqual([]);
  // The parser's own types know every node; this walk only looks at four kinds.
  return [...nodesUnder(program as unknown as Node)].flatMap((node) => {
    if (node.type === "JSXText") return wordsIn(node["value"]);
    if (node.type !== "JSXAttribute" || !isNode(node["name"]) || !SPOKEN.has(String(node["name"]["name"]))) return [];
    return isNode(node["value"]) ? wordsIn(node["value"]["value"]) : [];
  });
}

function wordsIn(value: unknown): readonly string[] {
  return typeof value === "string" && LETTER.test(value) ? [value.trim()] : [];
}

const components = readdirSync(STUDIO, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".tsx"));

it("finds words between tags and in spoken attributes", () => {
  const source = 'const a = <p title="Hello">{text.b} world <i className="x" aria-label={text.c}>·</i></p>;';
  expect(strayWords("a.tsx", source)).toEqual(["Hello", "world"]);
});

it("looks at the components there are", () => expect(components.length).toBeGreaterThan(20));

it.each(components)("takes every word of %s from the dictionary", (name) => {
  expect(strayWords(name, readFileSync(join(STUDIO, name), "utf8"))).toEqual([]);
});
