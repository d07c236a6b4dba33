/** Lists and maps as a statement holds them, made at their first mention: the same array is bound once (`statement-compiler.ts`). */
export interface DataForms {
  /** `form` names what `make` makes of the data; of the same data equal names are equal forms. */
  readonly of: <D extends object, T>(data: D, form: string, make: (data: D) => T) => T;
}

/** For one statement. */
export function createDataForms(): DataForms {
  const known = new Map<object, Map<string, unknown>>();
  return {
    of: <D extends object, T>(data: D, form: string, make: (data: D) => T): T => {
      const forms = known.get(data) ?? new Map<string, unknown>();
      known.set(data, forms);
      if (!forms.has(form)) forms.set(form, make(data));
      return forms.get(form) as T; // put there by the line above, or by an earlier call for the same form
    },
  };
}
