import { expect, it } from "vitest";
import { diagnostic } from "../../dsl/diagnostics/index.ts";
import { compactText } from "./compact.ts";
import { githubText } from "./github.ts";
import { ndjsonText } from "./ndjson.ts";
import type { ProblemReport } from "./problem-report.ts";
import { sarifText } from "./sarif.ts";

const file = "my rules/X01_😀.tocsin";
const text = "# 😀\nwhen a, b\nexcept 100%\n";
const at = (part: string) => ({ file, start: text.indexOf(part), end: text.indexOf(part) + part.length });
const report: ProblemReport = {
  kind: "lint",
  files: 1,
  texts: new Map([[file, text]]),
  problems: [
    diagnostic("TC0101", at("b"), { name: "b", suggestion: null }),
    diagnostic(
      "TC0611",
      at("100%"),
      { line: "100%", other: "a", alternative: false },
      {
        secondary: [{ span: at("a,"), message: "narrower" }],
        fixes: [{ title: "remove it", edits: [{ span: at("100%"), text: "" }] }],
      },
    ),
  ],
};

it("writes a line a problem", () =>
  expect(compactText(report)).toMatchInlineSnapshot(`
  "my rules/X01_😀.tocsin:2:9: error[TC0101]: unknown name \`b\`
  my rules/X01_😀.tocsin:3:8: warning[TC0611]: \`100%\` adds nothing: it is true wherever \`a\` is
  "
`));

it("writes workflow commands that nothing in a message or a path can break out of", () => {
  expect(githubText(report)).toMatchInlineSnapshot(`
    "::error file=my rules/X01_😀.tocsin,line=2,endLine=2,col=9,endColumn=10,title=TC0101::unknown name \`b\`
    ::warning file=my rules/X01_😀.tocsin,line=3,endLine=3,col=8,endColumn=12,title=TC0611::\`100%25\` adds nothing: it is true wherever \`a\` is
    "
  `);
  const path = "a,b:c\n.tocsin";
  const problem = diagnostic("TC0101", { file: path, start: 0, end: 1 }, { name: "x\n::stop", suggestion: null });
  expect(githubText({ ...report, problems: [problem], texts: new Map([[path, "x"]]) })).toBe(
    "::error file=a%2Cb%3Ac%0A.tocsin,line=1,endLine=1,col=1,endColumn=2,title=TC0101::unknown name `x%0A::stop`\n",
  );
});

it("writes a JSON document a line", () => {
  const lines = ndjsonText(report).trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
    expect.objectContaining({ version: 1, kind: "lint", code: "TC0101", start: { line: 2, column: 9 } }),
    expect.objectContaining({ version: 1, kind: "lint", code: "TC0611", start: { line: 3, column: 8 } }),
  ]);
});

it("writes SARIF with columns in code points, related places and fixes", () => {
  const sarif = JSON.parse(sarifText(report)) as { version: string; runs: { columnKind: string; results: object[] }[] };
  expect(sarif.version).toBe("2.1.0");
  const [run] = sarif.runs;
  const uri = "my%20rules/X01_%F0%9F%98%80.tocsin";
  const region = { startLine: 3, startColumn: 8, endLine: 3, endColumn: 12 };
  expect(run).toMatchObject({
    columnKind: "unicodeCodePoints",
    tool: {
      driver: { name: "tocsin", rules: [{ id: "TC0101", defaultConfiguration: { level: "error" } }, { id: "TC0611" }] },
    },
  });
  expect(run?.results[1]).toEqual({
    ruleId: "TC0611",
    ruleIndex: 1,
    level: "warning",
    message: { text: "`100%` adds nothing: it is true wherever `a` is" },
    locations: [{ physicalLocation: { artifactLocation: { uri }, region } }],
    relatedLocations: [
      {
        id: 0,
        message: { text: "narrower" },
        physicalLocation: {
          artifactLocation: { uri },
          region: { startLine: 2, startColumn: 6, endLine: 2, endColumn: 8 },
        },
      },
    ],
    fixes: [
      {
        description: { text: "remove it" },
        artifactChanges: [
          { artifactLocation: { uri }, replacements: [{ deletedRegion: region, insertedContent: { text: "" } }] },
        ],
      },
    ],
  });
});

it("says nothing where there is nothing to say, but in SARIF", () => {
  const clean = { ...report, problems: [] };
  expect([compactText(clean), githubText(clean), ndjsonText(clean)]).toEqual(["", "", ""]);
  expect(JSON.parse(sarifText(clean))).toMatchObject({ runs: [{ results: [] }] });
});
