import type { AttributeDecl } from "../ast/declaration.ts";
import type { Span } from "../ast/node.ts";
import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { createSuggester } from "../diagnostics/suggest.ts";
import { LIMITS } from "../types/limits.ts";
import { bindAttribute } from "./bind-attribute.ts";
import { BIND_PARTS } from "./bind-parts.ts";
import { bindOverride } from "./bind-override.ts";
import { bindValue } from "./bind-value.ts";
import type { BoundAttribute, BoundLiteral } from "./bound.ts";
import { FIELD_TIME, SAFE, union, type Interval } from "./interval.ts";
import { resolveListType } from "./resolve-type.ts";
import { rootScope, type Env } from "./scope.ts";
import type { Symbols } from "./symbols.ts";
import { fieldInterval, valueInterval } from "./value-interval.ts";

export interface PackEnv extends Env {
  readonly attribute: (name: string) => BoundAttribute | null;
  /** The attributes that each attribute reads, for those bound so far. */
  readonly reads: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Remembers declarations across checks; see `dsl/checks/declaration-memory.ts`. */
export interface BindMemo {
  readonly once: <T>(
    declaration: AttributeDecl,
    step: "bind",
    work: (report: (diagnostic: Diagnostic) => void) => T,
  ) => T;
  readonly used: (name: string) => void;
}

/** Binds constants and attributes when they are first asked for, each once, whatever the order of the files. */
export function createEnv(
  symbols: Symbols,
  text: (span: Span) => string,
  report: (diagnostic: Diagnostic) => void,
  memo: BindMemo,
): PackEnv {
  const constants = new Map<string, BoundLiteral | null>();
  const attributes = new Map<string, BoundAttribute | null>();
  const intervals = new Map<string, Interval>();
  const reads = new Map<string, ReadonlySet<string>>();
  const open: string[] = [];

  const env: PackEnv = {
    symbols,
    parts: BIND_PARTS,
    text,
    reads,
    used: memo.used,
    suggest: createSuggester(),
    constant: (name) => {
      const known = constants.get(name);
      if (known !== undefined) return known;
      const declaration = symbols.named.get(name);
      if (declaration?.kind !== "const") return null;
      const { span } = declaration.name;
      if (open.includes(name)) {
        report(diagnostic("TC0110", span, { names: [...open.slice(open.indexOf(name)), name] }));
        return null;
      }
      if (open.length >= LIMITS.depth) {
        report(diagnostic("TC0406", span, { what: "constants", limit: LIMITS.depth }));
        return null;
      }
      open.push(name);
      const value = bindValue(
        declaration.value,
        rootScope(env, report, () => {}),
        null,
      );
      if (value !== null && value.kind !== "literal") {
        report(diagnostic("TC0211", declaration.value.span, { what: `the constant \`${name}\`` }));
      }
      const declared = value?.kind === "literal" ? value : null;
      const override = symbols.overrides.get(name);
      const constant =
        override === undefined || declared === null
          ? declared
          : bindOverride(
              override,
              { declaration, declared },
              rootScope(env, report, () => {}),
            );
      open.pop();
      constants.set(name, constant);
      return constant;
    },
    listElement: (name) => {
      const declaration = symbols.named.get(name);
      // errors of the declared type are reported where it is declared
      return declaration?.kind === "list" ? resolveListType(declaration.type, () => {}) : null;
    },
    attribute: (name) => {
      const known = attributes.get(name);
      if (known !== undefined) return known;
      const declaration = symbols.named.get(name);
      if (declaration?.kind !== "attribute") return null;
      open.push(name);
      const bound = memo.once(declaration, "bind", (reportOwn) => {
        const own = new Set<string>();
        const scope = rootScope(env, reportOwn, (read) => own.add(read));
        return { attribute: bindAttribute(declaration, scope), reads: own };
      });
      open.pop();
      reads.set(name, bound.reads);
      attributes.set(name, bound.attribute);
      return bound.attribute;
    },
    attributeInterval: (name) => {
      const known = intervals.get(name);
      if (known !== undefined) return known;
      if (symbols.named.get(name)?.kind !== "attribute") return FIELD_TIME;
      // a circle is reported once all attributes are bound; a very long chain only loses precision
      if (open.includes(name) || open.length >= LIMITS.depth) return SAFE;
      const attribute = env.attribute(name);
      if (attribute === null || attribute.body.kind !== "value") return SAFE;
      open.push(name);
      const own = valueInterval(attribute.body.value, env.attributeInterval);
      open.pop();
      // a test may give an attribute any value that a field of its type can have
      const interval = union(own, fieldInterval(attribute.type));
      intervals.set(name, interval);
      return interval;
    },
  };
  return env;
}
