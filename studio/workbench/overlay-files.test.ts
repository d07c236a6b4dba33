import { expect, it } from "vitest";
import type { PackFile, PackState } from "../../api/index.ts";
import { isNewFile, overlayFiles, withNewFiles } from "./overlay-files.ts";

const file = (path: string, text: string): PackFile => ({
  path,
  text,
  hash: `hash of ${text}`,
  builtin: false,
  rules: [],
  errors: 0,
  warnings: 0,
});
const FILES = [file("user/a.tocsin", "a"), file("user/b.tocsin", "b")];
const error = {
  code: "TC0101",
  severity: "error",
  message: "",
  span: { file: "user/a.tocsin", start: 0, end: 1 },
} as const;
const broken: PackState["broken"] = {
  reason: "",
  diagnostics: [{ ...error, frame: "" }],
  files: [
    { path: "user/a.tocsin", text: "broken", hash: "h" },
    { path: "user/b.tocsin", text: null, hash: null },
    { path: "user/c.tocsin", text: 'rule X03 "Many" {', hash: "i" },
  ],
};

it("shows files as they are on the disk while those do not run", () => {
  expect(overlayFiles(FILES, null)).toBe(FILES);
  expect(overlayFiles(FILES, broken)).toEqual([
    { ...FILES[0], text: "broken", hash: "h", errors: 1 },
    {
      ...file("user/c.tocsin", 'rule X03 "Many" {'),
      hash: "i",
      rules: [expect.objectContaining({ id: "X03", title: "Many" })],
    },
  ]);
});

it("adds files that exist as a draft only, with the rules that they will declare", () => {
  const drafts = new Map([
    ["user/a.tocsin", "changed"],
    ["user/new.tocsin", 'rule X09 "New one" {\n'],
  ]);
  const files = withNewFiles(FILES, drafts);
  expect(files.filter(isNewFile)).toMatchObject([
    { path: "user/new.tocsin", text: "", builtin: false, rules: [{ id: "X09", title: "New one" }] },
  ]);
  expect(withNewFiles(FILES, new Map())).toBe(FILES);
});
