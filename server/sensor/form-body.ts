import { parse } from "node:querystring";

type FormValue = string | string[] | undefined;

/**
 * The fields of a form. Of a name that is sent twice the last value counts, unless it ends with `[]`. Bytes that are no UTF-8
 * become U+FFFD one by one: a single odd byte must not leave the rest of a value encoded, where no rule would recognise it.
 */
export function parseForm(body: string): Readonly<Record<string, FormValue>> {
  // The body's size bounds the number of names.
  const fields = parse(body, "&", "=", { maxKeys: 0 });
  for (const name in fields) {
    const value = fields[name];
    if (typeof value !== "string" && !name.endsWith("[]")) fields[name] = value?.at(-1);
  }
  return fields;
}
