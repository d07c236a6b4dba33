import type { TestCase } from "../../api/index.ts";

/** One `test` of the file with its cases: several where it has a table. */
export interface ArrangedTest {
  readonly title: string;
  /** UTF-16 offset of the test. */
  readonly start: number;
  readonly status: TestCase["status"];
  readonly cases: readonly TestCase[];
}

const ORDER = { differs: 0, failed: 1, passed: 2 } as const satisfies Record<TestCase["status"], number>;

/** Tests that are not as expected first, else in the order of the file. */
export function arrangeCases(cases: readonly TestCase[]): readonly ArrangedTest[] {
  const tests = new Map<number, TestCase[]>();
  for (const one of cases) tests.set(one.test.start, [...(tests.get(one.test.start) ?? []), one]);
  const arranged = [...tests].map(([start, own]): ArrangedTest => ({
    title: own[0]?.title ?? "",
    start,
    status: own.map(({ status }) => status).toSorted((a, b) => ORDER[a] - ORDER[b])[0] ?? "passed",
    cases: own,
  }));
  return arranged.toSorted((a, b) => ORDER[a.status] - ORDER[b.status] || a.start - b.start);
}
