import { checkPack } from "../dsl/checks/check-pack.ts";
import { createLanguageService } from "../dsl/language-service/index.ts";
import { readPackFolder } from "../runtime/index.ts";
import { ROOT } from "../scripts/root.js";
import { quantile } from "./quantile.ts";
import { short, table, whole } from "./table.ts";

const PATH = "user/X90_typed.tocsin";
/** Typed into the rule letter by letter and taken back again: most states on the way do not parse, as in life. */
const TYPED = "    any event last 25 { .ip.country != FR and length(.url) > LONG_URL }\n";
const KEYSTROKES = 200;
const LINES = 500;

/** From a keystroke in a file of 500 lines to its diagnostics, among the built-in pack; next to a check of everything. */
export async function benchLanguageService(): Promise<string> {
  const { files, lists } = await readPackFolder(ROOT, ["rules", "presets"]);
  const listFiles = new Map(lists.map(({ path, text }) => [path, text]));
  const builtIn = files.map((file) => ({ ...file, builtin: true }));
  const { head, tail } = longFile();
  const service = createLanguageService({
    files: [...builtIn, { path: PATH, text: head + tail, builtin: false }],
    listFiles,
  });
  service.diagnostics(PATH);

  const remembered: number[] = [];
  const afresh: number[] = [];
  for (let stroke = 0; stroke < KEYSTROKES; stroke++) {
    const at = stroke % (2 * TYPED.length);
    const text = head + TYPED.slice(0, at < TYPED.length ? at : 2 * TYPED.length - at) + tail;
    remembered.push(
      milliseconds(() => {
        service.update(PATH, text);
        service.diagnostics(PATH);
      }),
    );
    // A whole check is slow: a tenth of them is enough to compare with.
    if (stroke % 10 === 0)
      afresh.push(
        milliseconds(() => checkPack({ files: [...builtIn, { path: PATH, text, builtin: false }], listFiles })),
      );
  }
  const lines = (head + tail).split("\n").length;
  const row = (name: string, times: readonly number[]) => [
    name,
    whole(times.length),
    short(quantile(times, 0.5)),
    short(quantile(times, 0.95)),
    short(quantile(times, 0.5) / quantile(afresh, 0.5)),
  ];
  return [
    `### From a keystroke to diagnostics: ${whole(files.length)} files of the built-in pack and one of ${lines} lines`,
    "",
    table(
      ["check", "times", "p50 ms", "p95 ms", "ratio"],
      [row("language service", remembered), row("everything afresh", afresh)],
    ),
  ].join("\n");
}

function milliseconds(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

/** A rule among its attributes and tests; between `head` and `tail` is the place in its `when` where somebody types. */
function longFile(): { readonly head: string; readonly tail: string } {
  const attributes = Array.from(
    { length: 40 },
    (_, n) =>
      `attribute typed_${n} : int\n  "Client errors among the newest events, variant ${n}"\n  = count(events last ${n + 5} where .http_code in 400..${410 + n})\n`,
  ).join("\n");
  const head = `const LONG_URL = 200\n\n${attributes}
rule X90 "Typed in an editor" {
  severity high
  because  "{typed_1} client errors of {typed_2}"

  when {
    typed_1 > 3
`;
  const rest = `    typed_2 + typed_3 > 5
  }
}
`;
  const tests = Array.from(
    { length: LINES },
    (_, n) => `
test "case ${n}" {
  given {
    ea_created: 400d ago
    events: [
      { type: page_view, at: ${n + 1}m ago, url: "/a", ip: { address: 203.0.113.7, country: FR } }
      { type: account_login, at: ${n + 2}m ago, url: "/b", ip: { address: 203.0.113.8, country: DE } }
    ]
  }
  expect X90 no match
}
`,
  );
  const room = LINES - (head + rest).split("\n").length;
  const lengthOf = (tests[0] ?? "").split("\n").length - 1;
  return { head, tail: rest + tests.slice(0, Math.ceil(room / lengthOf)).join("") };
}
