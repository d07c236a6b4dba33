import { checkPack } from "../../../dsl/checks/check-pack.ts";
import { buildUser } from "../../../dsl/testing/build-user.ts";
import { lowerWithPlaces } from "../../plan/lower.ts";
import { explain, type ExplainQuestion } from "../explain.ts";
import type { Explanation, TraceNode } from "../explanation.ts";

const PATH = "X01_test.tocsin";

/** Explains rule X01 of a text about the user that its first test describes. */
export function explained(text: string): Explanation {
  return explain(questionOf(text));
}

/** Asks about rule X01 of a text and the user that its first test describes. */
export function questionOf(text: string): ExplainQuestion {
  const { pack, diagnostics } = checkPack({ files: [{ path: PATH, text }], listFiles: new Map() });
  const problems = diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
  const [given] = pack?.tests[0]?.cases ?? [];
  if (pack === null || given === undefined) throw new Error(`the text cannot be explained: ${problems.join(", ")}`);
  return {
    lowered: lowerWithPlaces(pack, { inputs: new Set(given.attributes.keys()) }),
    rule: "X01",
    context: buildUser(given.user, given.asOf),
    asOf: given.asOf,
    inputs: Object.fromEntries(given.attributes),
    textOf: (file) => (file === PATH ? text : null),
    because: null,
  };
}

/** The conditions of a trace, a line each, with their marks; deeper ones further in. */
export function outline(node: TraceNode, depth = 0): string {
  const mark = node.value === true ? "✓" : node.value === false ? "✗" : "?";
  const lines = node.children.filter(({ type }) => type === "bool").map((child) => outline(child, depth + 1));
  return [`${"  ".repeat(depth)}${mark} ${node.text}`, ...lines].join("\n");
}

/** Changes as a person reads them: `count(events) is 3, needed >= 5`. */
export function changes(explanation: Explanation): readonly (readonly string[])[] {
  const found = explanation.nearestMiss ?? explanation.why;
  if (found === null) throw new Error("invariant: an explanation has a nearest miss or a why");
  return found.sets.map((set) =>
    set.map((id) => {
      const leaf = found.leaves[id];
      if (leaf === undefined) throw new Error(`invariant: there is no leaf ${id}`);
      const { row, subject, actual, needed } = leaf;
      const where = row === null ? "" : `${row.source} ${row.index}: `;
      return `${where}${subject} is ${actual === null ? "missing" : JSON.stringify(actual)}, needed ${needed}`;
    }),
  );
}
