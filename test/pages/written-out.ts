interface Examples {
  readonly avoid: string;
  readonly prefer: string;
}

const many = (count: number, text: (i: number) => string, between = "\n"): string =>
  Array.from({ length: count }, (_, i) => text(i)).join(between);
const CLEAN = "attribute example : int = user.ip_count";

/** A sequence that sorts rows in seven ways. */
const steps = (n: number): string =>
  `sequence spanning 1h {\n${many(7, (i) => `${i === 0 ? "step" : "then"} .path == "/${n}/${i}" times 2`)}\n}`;

/** Examples that a page can only describe: what cannot be seen, and what is too long. */
export const WRITTEN_OUT: Readonly<Record<string, Examples>> = {
  TC0005: { avoid: `\ufeff${CLEAN}`, prefer: CLEAN },
  TC0006: { avoid: `# ${"a".repeat(1_100_000)}`, prefer: CLEAN },
  TC0007: {
    avoid: `attribute example : bool = ${many(120, () => "(", "")}true${many(120, () => ")", "")}`,
    prefer: CLEAN,
  },
  TC0013: { avoid: `# \u202e hidden\n${CLEAN}`, prefer: `# shown\n${CLEAN}` },
  TC0401: {
    avoid: `rule X01 "Example" {\nwhen {\n${many(700, () => "user.ip_count > 3")}\n}\n}`,
    prefer: 'rule X01 "Example" {\nwhen user.name in many_names\n}',
  },
  TC0406: {
    avoid: many(150, (i) => `const C${i + 1000} = ${i === 149 ? "1" : `C${i + 1001} + 1`}`),
    prefer: "const BASE = 100",
  },
  TC0411: {
    avoid: `rule X01 "Example" {\nwhen any event {\nany {\n${many(25, (i) => `.url matches /a{${i + 2}}[xy]+b/`)}\n}\n}\n}`,
    prefer: 'rule X01 "Example" {\nwhen any event { .url matches /(a|b)+x/ }\n}',
  },
  TC0421: {
    avoid: `rule X01 "Example" {\nwhen {\nany {\n${many(2, (i) => steps(i))}\n}\n}\n}`,
    prefer: `rule X01 "Example" {\nwhen ${steps(0)}\n}`,
  },
  TC0412: {
    avoid: `rule X01 "Example" {\nwhen sequence spanning 1h {\nstep .path == "/"\n${many(10, (i) => `then .path == "/${i}"`)}\n}\n}`,
    prefer: 'rule X01 "Example" {\nwhen sequence spanning 1h { step .path starts with "/" times 11 }\n}',
  },
  TC0407: {
    avoid: `rule X01 "Example" {\nwhen {\n${many(9, (i) => `count(events within ${i + 1}h) > 3`)}\n}\n}`,
    prefer: "attribute last_hour : int = count(events within 1h)",
  },
  TC0408: {
    avoid: `attribute example : bool = user.name == "${"a".repeat(2_049)}"`,
    prefer: "attribute example : bool = user.name in many_names",
  },
};
