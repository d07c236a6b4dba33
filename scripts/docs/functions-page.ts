import { FUNCTIONS, type FunctionName, type FunctionSpec } from "../../dsl/types/functions.ts";
import { code, page, type Page } from "./page.ts";

/** What an example needs to know of the user. */
const GIVEN: Partial<Record<FunctionName, string>> = { days_since: "ea_created: 3d ago" };

/** Every function with its signature and an example, written as a test so that it is run. */
export function functionsPage(): Page {
  const entries = Object.entries(FUNCTIONS) as [FunctionName, FunctionSpec][]; // the keys of a constant table
  return page(
    "functions.md",
    "# Functions",
    "A missing argument makes the result missing. Each example is a test that holds.",
    ...entries.flatMap(([name, spec]) => [
      `## ${name}`,
      `${code(signature(name, spec))}: ${spec.doc}.`,
      example(name, spec),
    ]),
  );
}

function signature(name: string, { params, variadic, result, optional }: FunctionSpec): string {
  return `${name}(${params.join(", ")}${variadic ? ", …" : ""}) → ${result}${optional ? "?" : ""}`;
}

function example(name: FunctionName, spec: FunctionSpec): string {
  const given = GIVEN[name];
  const lines = [
    `test "${name}" {`,
    ...(given === undefined ? [] : [`  given { ${given} }`]),
    `  expect ${spec.example}`,
    "}",
  ];
  return ["```tocsin", ...lines, "```"].join("\n");
}
