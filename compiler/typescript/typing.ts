/** The difference between the two outputs: TypeScript carries types, JavaScript does not. Nothing else differs. */
export interface Typing {
  /** `: T` or nothing. */
  readonly annotate: (type: string) => string;
  /** `<T>` or nothing. */
  readonly argument: (type: string) => string;
  /** ` as T` or nothing. */
  readonly cast: (type: string) => string;
}

export const TYPED: Typing = {
  annotate: (type) => `: ${type}`,
  argument: (type) => `<${type}>`,
  cast: (type) => ` as ${type}`,
};

export const UNTYPED: Typing = { annotate: () => "", argument: () => "", cast: () => "" };
