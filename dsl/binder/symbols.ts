import type {
  AttributeDecl,
  ConstDecl,
  Declaration,
  DefineDecl,
  ListDecl,
  MapDecl,
  PresetDecl,
  RuleDecl,
  SourceFile,
} from "../ast/declaration.ts";
import type { TestDecl } from "../ast/test-decl.ts";
import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { nameProblem } from "./naming.ts";

/** What a bare word can name. */
export type NamedDecl = ConstDecl | ListDecl | MapDecl | AttributeDecl | DefineDecl;

/** Every declaration of a pack by its name. Of duplicates the first one counts. */
export interface Symbols {
  readonly named: ReadonlyMap<string, NamedDecl>;
  /** By id. */
  readonly rules: ReadonlyMap<string, RuleDecl>;
  readonly presets: ReadonlyMap<string, PresetDecl>;
  readonly tests: readonly TestDecl[];
}

/** Collects the declarations of all files, in the order of their paths, and reports names that are taken or badly formed. */
export function collectSymbols(files: readonly SourceFile[], report: (diagnostic: Diagnostic) => void): Symbols {
  const named = new Map<string, NamedDecl>();
  const rules = new Map<string, RuleDecl>();
  const presets = new Map<string, PresetDecl>();
  const tests: TestDecl[] = [];
  for (const declaration of files.flatMap((file) => file.declarations)) {
    if (declaration.kind === "test") {
      tests.push(declaration);
      continue;
    }
    const problem = nameProblem(declaration);
    if (problem !== null) report(problem);
    if (declaration.kind === "rule") add(rules, declaration.id.text, declaration, report);
    else if (declaration.kind === "preset") add(presets, declaration.name.text, declaration, report);
    else add(named, declaration.name.text, declaration, report);
  }
  return { named, rules, presets, tests };
}

function add<D extends Exclude<Declaration, TestDecl>>(
  table: Map<string, D>,
  name: string,
  declaration: D,
  report: (diagnostic: Diagnostic) => void,
): void {
  // a name that recovery left empty was reported by the parser
  if (name === "") return;
  const first = table.get(name);
  if (first === undefined) {
    table.set(name, declaration);
    return;
  }
  const secondary = [{ span: nameOf(first).span, message: "first declared here" }];
  report(diagnostic("TC0102", nameOf(declaration).span, { name }, { secondary }));
}

/** The word that a declaration introduces, with its place. */
export function nameOf(declaration: Exclude<Declaration, TestDecl>) {
  return declaration.kind === "rule" ? declaration.id : declaration.name;
}
