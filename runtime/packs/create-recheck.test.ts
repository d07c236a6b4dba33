import { expect, it } from "vitest";
import { createRecheck } from "./create-recheck.ts";
import { packOf } from "./load-pack.ts";

const text = (n: number) => `rule X01 "One" { when user.event_count > ${n} }`;
const path = "X01_one.tocsin";
const files = [{ path, text: text(1), builtin: false }];
const deployed = { ...packOf(files), files };

it("is the deployed pack for its own text, and without one", () => {
  const recheck = createRecheck();
  expect(recheck(deployed, undefined)).toBe(deployed);
  expect(recheck(deployed, { path, text: text(1) })).toBe(deployed);
});

it("checks a text once while it is one of the last four", () => {
  const recheck = createRecheck();
  const first = recheck(deployed, { path, text: text(2) });
  for (const n of [3, 4, 5]) recheck(deployed, { path, text: text(n) });
  expect(recheck(deployed, { path, text: text(2) })).toBe(first);
  for (const n of [3, 4, 5, 6]) recheck(deployed, { path, text: text(n) });
  expect(recheck(deployed, { path, text: text(2) })).not.toBe(first);
});

it("checks anew beside another pack", () => {
  const recheck = createRecheck();
  const first = recheck(deployed, { path, text: text(2) });
  expect(recheck(packOf([{ path, text: text(9) }]), { path, text: text(2) })).not.toBe(first);
});
