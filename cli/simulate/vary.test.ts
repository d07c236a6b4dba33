import { expect, it } from "vitest";
import { readVary } from "./vary.ts";

it.each([
  ["X05.weight=0..70:35", { kind: "weight", name: "X05.weight", rule: "X05", values: [0, 35, 70] }],
  ["X05.weight=-20,0..2", { kind: "weight", name: "X05.weight", rule: "X05", values: [-20, 0, 1, 2] }],
  ["review=off,20..33:10", { kind: "threshold", name: "review", values: [null, 20, 30] }],
  ["blacklist=0..98:98", { kind: "threshold", name: "blacklist", values: [0, 98] }],
  ["NIGHT_LAST_HOUR=3..5", { kind: "constant", name: "NIGHT_LAST_HOUR", values: ["3", "4", "5"] }],
  ["LIFETIME=1h..5h:2h,1d", { kind: "constant", name: "LIFETIME", values: ["1h", "3h", "5h", "1d"] }],
  ["SHARE=0.1..0.3:0.1", { kind: "constant", name: "SHARE", values: ["0.1", "0.2", "0.3"] }],
])("reads %s", (text, vary) => expect(readVary(text)).toEqual(vary));

it.each([
  ["X05.weight", "it reads NAME=VALUES, such as X05.weight=0..70:5"],
  ["X05.weight=0..200", "`101` is not a whole number from -100 to 100"],
  ["X05.weight=off", "`off` is not a whole number from -100 to 100"],
  ["blacklist=99", "`99` is not a whole number from 0 to 98"],
  ["review=70..0:5", "a range goes up, by a step above 0"],
  ["review=0..10:0", "a range goes up, by a step above 0"],
  ["LIFETIME=1h..2d:1h", "a range has one unit"],
  ["LIFETIME=soon", "`soon` is not a value"],
  ["LIFETIME=0..1:0.0001", "it has more than 1,000 values"],
  ["lower=1", "lower is neither RULE.weight, review, blacklist nor a constant in capital letters"],
])("refuses %s in a sentence", (text, reason) => expect(() => readVary(text)).toThrow(`--vary ${text}: ${reason}`));
