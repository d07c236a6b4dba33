import { expect, it } from "vitest";
import { createUserIds, keyedHash } from "./user-ids.ts";

const withSecret = (byte: number, rehash = 0) => createUserIds(keyedHash(Buffer.alloc(32, byte)), () => rehash);
const ids = withSecret(1);

it("gives every app its own users", () => expect(ids.userId(1, "anna")).not.toBe(ids.userId(2, "anna")));

it("depends on the secret and on nothing else", () => {
  expect(withSecret(1).userId(1, "anna")).toBe(ids.userId(1, "anna"));
  expect(withSecret(2).userId(1, "anna")).not.toBe(ids.userId(1, "anna"));
});

it("has as many other ids for a name as are needed", () => {
  const others = [0, 1, 2, 3].map((rehash) => withSecret(1, rehash).userId(1, "anna"));
  expect(others[0]).toBe(ids.userId(1, "anna"));
  expect(new Set(others).size).toBe(4);
});

it("fits a bigint column", () => {
  for (let n = 0; n < 1000; n += 1) expect(BigInt(ids.userId(1, `user ${n}`)) < 1n << 63n).toBe(true);
});

it("does not confuse what is missing with what is empty, or parts with each other", () => {
  expect(ids.valueId(1, "device", null, "de")).not.toBe(ids.valueId(1, "device", "", "de"));
  expect(ids.valueId(1, "device", "a", "bc")).not.toBe(ids.valueId(1, "device", "ab", "c"));
});
