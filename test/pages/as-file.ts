import { isMetadataKey } from "../../dsl/ast/metadata-keys.ts";

export interface ExampleFile {
  readonly path: string;
  readonly text: string;
}

const DECLARATIONS = /^\ufeff?(?:const|list|map|attribute|define|rule|rul|preset|test|fixture|extend|override) /m;

/** The example of a page as a whole file: pages show what matters, here stands what goes around it. */
export function asFile(example: string): ExampleFile {
  const [, named] = /^# in (?:\S+\/)?(\S+\.tocsin)$/m.exec(example) ?? [];
  const text = DECLARATIONS.test(example) ? example : around(example);
  const id = /^\ufeff?\w+ ([A-Z]\d+) "/m.exec(text)?.[1];
  return { path: named ?? (id === undefined ? "example.tocsin" : `${id}_example.tocsin`), text: `${text}\n` };
}

function around(example: string): string {
  const first = /^\w+/.exec(example)?.[0] ?? "";
  if (first === "when") return `rule X01 "Example" {\n${example}\n}`;
  if (first === "except" || isMetadataKey(first) || first === "severty")
    return `rule X01 "Example" {\n${example}\nwhen user.anonymous\n}`;
  if (example.startsWith("|")) return `test "example" for X09 {\n${example}\n}`;
  if (first === "given" || first === "expect") return `test "example" {\n${example}\nexpect X09 no match\n}`;
  if (/^[A-Z]\d\d /.test(example) || first === "review") return `preset example "Example" {\n${example}\n}`;
  return `rule X01 "Example" {\nwhen {\n${condition(example)}\n}\n}`;
}

/** Fields need a row; one that is called `e` has a name. */
function condition(example: string): string {
  if (/(?<![\w.])e\.\w/.test(example) && !/\bas e\b/.test(example)) return `any event as e {\n${example}\n}`;
  return example.startsWith(".") ? `any event {\n${example}\n}` : example;
}
