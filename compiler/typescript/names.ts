/** Words that no emitted variable may have: the language's own, its globals that we use, and the words of our templates. */
const TAKEN = [
  ..."break case catch class const continue debugger default delete do else enum export extends false finally for".split(
    " ",
  ),
  ..."function if import in instanceof new null return super switch this throw true try typeof var void while with".split(
    " ",
  ),
  ..."implements interface let package private protected public static yield await async of as arguments eval".split(
    " ",
  ),
  ..."undefined NaN Infinity Math Set Map Number Object Array String Boolean globalThis Function".split(" "),
  ..."context asOf inputs user row older rows i count slot outcomes support data lists evaluate attributes useLists refresh moment today".split(
    " ",
  ),
  ..."UserContext InputValues ListEntries AttributeValue Outcome RULES".split(" "),
] as const;

export interface Names {
  /** A free identifier as near to `wanted` as can be. */
  readonly give: (wanted: string) => string;
}

/** Gives out identifiers of one module, each once. `alsoTaken`: what the module imports. */
export function createNames(alsoTaken: readonly string[]): Names {
  const taken = new Set<string>([...TAKEN, ...alsoTaken]);
  return {
    give(wanted) {
      const base = wanted.replace(/\W/g, "_").replace(/^(?=\d)/, "_");
      // Names that end in a letter and digits are our counters: `a1`, `seen1`, `all_seen1`, `since3600000`.
      let candidate = /[a-z]\d+$/.test(base) || base === "" ? `${base}_` : base;
      for (let i = 2; taken.has(candidate); i++) candidate = `${base}_${i}`;
      taken.add(candidate);
      return candidate;
    },
  };
}
