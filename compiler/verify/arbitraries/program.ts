import type { PackFile } from "../../../dsl/checks/check-pack.ts";
import { typeText } from "../../../dsl/types/type-text.ts";
import type { ElementType, Type } from "../../../dsl/types/type.ts";
import { aggregateValue, distinctText } from "./aggregate-text.ts";
import { ALL_TYPES } from "./all-types.ts";
import { blockLines, conditionText, isNewText, sequenceText } from "./condition-text.ts";
import type { Draw } from "./draw.ts";
import { quote } from "./literal-text.ts";
import { LAST_DAYS, NETWORKS, TEXTS } from "./pools.ts";
import type { KnownAttribute, Scope } from "./program-scope.ts";
import { computedValue, valueText } from "./value-text.ts";

/** What every program declares, so that any condition may use it. */
const SHARED: PackFile = {
  path: "shared.tocsin",
  text: `
const FEW = 3
list office : list<cidr> = [${NETWORKS.filter((network) => network !== "0.0.0.0/0").join(", ")}]
list words : list<string> = ["a", "Admin", "😀", "%"]
list many_words : list<string> = [${TEXTS.map(quote).join(", ")}]
list watched : list<string> = runtime
list watched_networks : list<cidr> = runtime
list watched_codes : list<int> = runtime
map weight_of : map<string, int> = { "a": 1, "Admin": 2, "x": 9007199254740991 }
map home_of : map<string, country> = { "a": FR, "x": NO }
define is_long(s: string, n: int) { length(s) > n }
`,
};

/** A program: attributes, each of which may read those before it, and rules; every declaration in a file of its own. */
export function generateProgram(draw: Draw, { peers = 0 }: { readonly peers?: number } = {}): readonly PackFile[] {
  const outside = { ...OUTSIDE, peers };
  const attributes: KnownAttribute[] = [];
  const files: PackFile[] = [SHARED];
  for (let i = draw.int(1, 5); i > 0; i--) {
    const made = attribute(`a_${attributes.length}`, { draw, attributes, ...outside });
    attributes.push(made.known);
    files.push({ path: `attributes/${made.known.name}.tocsin`, text: made.text });
  }
  for (let i = draw.int(1, 4); i > 0; i--) {
    const id = `X${10 + i}`;
    files.push({ path: `rules/${id}_generated.tocsin`, text: ruleText(id, { draw, attributes, ...outside }) });
  }
  return files;
}

const OUTSIDE = {
  row: null,
  outer: null,
  alias: null,
  aggregates: true,
  write: { value: valueText, condition: conditionText, isNew: isNewText },
} as const;
const DEPTH = 3;

function attribute(name: string, scope: Scope): { known: KnownAttribute; text: string } {
  const { draw } = scope;
  const element = draw.pick<ElementType>([
    ...ALL_TYPES,
    { kind: "int" },
    { kind: "int" },
    { kind: "int" },
    { kind: "string" },
  ]);
  const declare = (type: Type, optional: boolean, body: string): { known: KnownAttribute; text: string } => ({
    known: { name, type, optional },
    text: `attribute ${name} : ${typeText(type)}${optional ? "?" : ""} "Generated" = ${body}`,
  });
  // A sequence is never unknown.
  if (draw.chance(12)) return declare({ kind: "bool" }, false, sequenceText(scope, 2));
  if (draw.chance(20)) return declare({ kind: "list", element }, false, distinctText(element, scope, DEPTH));
  if (element.kind === "bool" && draw.chance(70)) return declare(element, true, conditionText(scope, "any", DEPTH));
  const total = draw.chance(35);
  const need = total ? "total" : "any";
  // What an aggregate or operator gives is compared whole where it is the value of an attribute.
  const whole = draw.chance(50)
    ? draw.oneOf([() => aggregateValue(element, scope, need, DEPTH), () => computedValue(element, scope, need, 2)])
    : null;
  if (whole !== null) return declare(element, !total, whole);
  return declare(element, !total, valueText(element, scope, need, DEPTH));
}

function ruleText(id: string, scope: Scope): string {
  const when = blockLines(scope, "any", DEPTH).join("\n");
  const except = scope.draw.chance(30) ? exceptions(scope) : "";
  return `rule ${id} "Generated" {\nwhen {\n${when}\n}\n${except}}\n`;
}

/** One or two, most with an end: the judged day, or one beside it. */
function exceptions(scope: Scope): string {
  const { draw } = scope;
  const clauses = Array.from({ length: draw.int(1, 2) }, () => {
    const until = draw.chance(60) ? ` until ${draw.pick(LAST_DAYS)}` : "";
    return `except${until} {\n${blockLines(scope, "any", 1).join("\n")}\n}\n`;
  });
  return clauses.join("");
}
