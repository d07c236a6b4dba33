import { walk } from "./children.ts";
import type { Expr } from "./expr.ts";

type Path = readonly string[];

/** The fields of the user that some expressions read, each once. */
export function userPaths(exprs: readonly Expr[]): readonly Path[] {
  return pathsOf(exprs, "user_field");
}

/** The fields of their row that some expressions read, each once. */
export function rowPaths(exprs: readonly Expr[]): readonly Path[] {
  return pathsOf(exprs, "row_field");
}

function pathsOf(exprs: readonly Expr[], kind: "user_field" | "row_field"): readonly Path[] {
  const paths = new Map<string, Path>();
  for (const expr of exprs) {
    walk(expr, (node) => {
      if (node.kind === kind) paths.set(node.path.join("."), node.path);
    });
  }
  return [...paths.values()];
}
