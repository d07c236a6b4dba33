import { expect, it } from "vitest";
import { createLanguagePort } from "./create-language-port.ts";

const PATH = "X01_many.tocsin";
const text = (condition: string) => `rule X01 "Many events" {\n  when {\n    ${condition}\n  }\n}\n`;
const errors = (port: ReturnType<typeof createLanguagePort>) =>
  port.diagnostics(PATH).filter(({ severity }) => severity === "error");

it("checks a file among the others of the pack", () => {
  const port = createLanguagePort();
  port.load([{ path: PATH, text: text("many_events") }], []);
  expect(errors(port)).toHaveLength(1);
  port.update({ path: "attributes.tocsin", text: "attribute many_events : bool = count(events) > 50\n" });
  expect(errors(port)).toEqual([]);
});

it("reads the lists that came with the pack", () => {
  const port = createLanguagePort();
  const list = { path: "lists.tocsin", text: 'list odd_urls : list<string> = file "lists/odd.txt"\n' };
  const files = [{ path: PATH, text: text("any event { .url in odd_urls }") }, list];
  port.load(files, []);
  expect(port.diagnostics(list.path)).not.toEqual([]);
  port.load(files, [{ path: "lists/odd.txt", text: "/admin\n" }]);
  expect(port.diagnostics(list.path)).toEqual([]);
  expect(errors(port)).toEqual([]);
});
