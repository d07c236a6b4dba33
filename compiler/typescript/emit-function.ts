import type { Typing } from "./typing.ts";

export interface EmittedFunction {
  readonly name: string;
  readonly exported?: true;
  readonly parameters: readonly { readonly name: string; readonly type: string; readonly start?: string }[];
  readonly result: string;
  readonly body: readonly string[];
}

/** A function declaration. Parameters that the body never reads get an underscore, so that strict checkers let them be. */
export function emitFunction(
  { name, exported, parameters, result, body }: EmittedFunction,
  typing: Typing,
): readonly string[] {
  const text = body.join("\n");
  const shown = parameters.map((parameter) => {
    const used = new RegExp(`\\b${parameter.name}\\b`).test(text);
    const start = parameter.start === undefined ? "" : ` = ${parameter.start}`;
    return `${used ? "" : "_"}${parameter.name}${typing.annotate(parameter.type)}${start}`;
  });
  return [
    `${exported ? "export " : ""}function ${name}(${shown.join(", ")})${typing.annotate(result)} {`,
    ...body,
    "}",
  ];
}
