import type { Scalar } from "../../dsl/binder/bound.ts";
import type { ElementType } from "../../dsl/types/type.ts";
import type { Code } from "./code.ts";
import { name } from "./code.ts";
import type { Names } from "./names.ts";
import type { NeedlePlace } from "./needle-test.ts";

/** Lists, maps and patterns that emitted code refers to: written out in a TypeScript module, passed to a loaded evaluator. Runtime lists come later. */
export type DataConstant = { readonly name: string } & (
  | RuntimeConstant
  | { readonly kind: "set"; readonly element: ElementType; readonly values: readonly Scalar[] }
  | {
      readonly kind: "needles";
      readonly place: NeedlePlace;
      readonly values: readonly string[];
      readonly ignoringCase: boolean;
    }
  | { readonly kind: "networks"; readonly values: readonly string[] }
  | { readonly kind: "pattern"; readonly pattern: string; readonly ignoringCase: boolean }
  | {
      readonly kind: "map";
      readonly key: ElementType;
      readonly value: ElementType;
      readonly entries: readonly (readonly [Scalar, Scalar])[];
    }
);

/** A runtime list in one of the forms that code reads it in: a variable, set by `useLists`. */
export interface RuntimeConstant {
  readonly kind: "runtime";
  readonly list: string;
  readonly element: ElementType;
  readonly form: "set" | "needles" | "folded_needles" | "networks";
}

type Unnamed<T> = T extends DataConstant ? Omit<T, "name"> : never;

export interface ModuleData {
  readonly constants: readonly DataConstant[];
  /** The constant of that content, made at its first mention. `wanted` is the name it gets if that is free. */
  readonly refer: (wanted: string, constant: Unnamed<DataConstant>) => Code;
  /** What `refer` gave for a declared list or map in one form; long lists are not looked through at each of their mentions. */
  readonly once: (form: string, refer: () => Code) => Code;
}

export function createModuleData(names: Names): ModuleData {
  const constants: DataConstant[] = [];
  const known = new Map<string, Code>();
  const forms = new Map<string, Code>();
  return {
    constants,
    once(form, refer) {
      const code = forms.get(form) ?? refer();
      forms.set(form, code);
      return code;
    },
    refer(wanted, constant) {
      const key = JSON.stringify(constant);
      const before = known.get(key);
      if (before !== undefined) return before;
      const text = names.give(wanted);
      // The spread of a union is typed as one object with all properties; each member is complete in itself.
      constants.push({ ...constant, name: text } as DataConstant);
      const code = name(text);
      known.set(key, code);
      return code;
    },
  };
}
