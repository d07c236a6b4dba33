import type {
  AttributeDecl,
  ConstDecl,
  DefineDecl,
  ExtendDecl,
  ListDecl,
  MapDecl,
  OverrideDecl,
  PresetDecl,
  RuleDecl,
  SourceFile,
} from "../ast/declaration.ts";
import type { FixtureDecl, TestDecl } from "../ast/test-decl.ts";
import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { nameProblem } from "./naming.ts";

/** What a bare word can name. */
export type NamedDecl = ConstDecl | ListDecl | MapDecl | AttributeDecl | DefineDecl;

/** Declarations that introduce a name; the others change or test what others have named. */
export type NamingDecl = NamedDecl | RuleDecl | PresetDecl | FixtureDecl;

/** Every declaration of a pack by its name. Of duplicates the first one counts. */
export interface Symbols {
  readonly named: ReadonlyMap<string, NamedDecl>;
  /** By id. */
  readonly rules: ReadonlyMap<string, RuleDecl>;
  readonly presets: ReadonlyMap<string, PresetDecl>;
  readonly fixtures: ReadonlyMap<string, FixtureDecl>;
  readonly tests: readonly TestDecl[];
  /** By the name of the list; in the order of the files. */
  readonly extensions: ReadonlyMap<string, readonly ExtendDecl[]>;
  /** By the name of the constant; of several the first one counts. */
  readonly overrides: ReadonlyMap<string, OverrideDecl>;
}

/** Collects the declarations of all files, in the order of their paths, and reports names that are taken or badly formed. */
export function collectSymbols(files: readonly SourceFile[], report: (diagnostic: Diagnostic) => void): Symbols {
  const named = new Map<string, NamedDecl>();
  const rules = new Map<string, RuleDecl>();
  const presets = new Map<string, PresetDecl>();
  const fixtures = new Map<string, FixtureDecl>();
  const tests: TestDecl[] = [];
  const extensions = new Map<string, ExtendDecl[]>();
  const overrides = new Map<string, OverrideDecl>();
  for (const declaration of files.flatMap((file) => file.declarations)) {
    if (declaration.kind === "test") tests.push(declaration);
    else if (declaration.kind === "extend") {
      const others = extensions.get(declaration.name.text);
      if (others === undefined) extensions.set(declaration.name.text, [declaration]);
      else others.push(declaration);
    } else if (declaration.kind === "override") addOverride(overrides, declaration, report);
    if (declaration.kind === "test" || declaration.kind === "extend" || declaration.kind === "override") continue;
    const problem = nameProblem(declaration);
    if (problem !== null) report(problem);
    if (declaration.kind === "rule") add(rules, declaration.id.text, declaration, report);
    else if (declaration.kind === "preset") add(presets, declaration.name.text, declaration, report);
    else if (declaration.kind === "fixture") add(fixtures, declaration.name.text, declaration, report);
    else add(named, declaration.name.text, declaration, report);
  }
  return { named, rules, presets, fixtures, tests, extensions, overrides };
}

function add<D extends NamingDecl>(
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

function addOverride(
  overrides: Map<string, OverrideDecl>,
  declaration: OverrideDecl,
  report: (diagnostic: Diagnostic) => void,
): void {
  const { text: name, span } = declaration.name;
  const first = overrides.get(name);
  if (first === undefined) {
    overrides.set(name, declaration);
    return;
  }
  const secondary = [{ span: first.name.span, message: "first overridden here" }];
  report(diagnostic("TC0522", span, { name }, { secondary }));
}

/** The word that a declaration introduces, with its place. */
export function nameOf(declaration: NamingDecl) {
  return declaration.kind === "rule" ? declaration.id : declaration.name;
}
