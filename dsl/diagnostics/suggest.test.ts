import { expect, it } from "vitest";
import { suggest } from "./suggest.ts";

it("finds a name with one letter wrong, missing, doubled or swapped", () => {
  for (const name of ["eip_tog", "eip_to", "eip_torr", "eip_tro"])
    expect(suggest(name, ["eip_vpn", "eip_tor"])).toBe("eip_tor");
});

it("ignores case", () => expect(suggest("Devices", ["events", "devices"])).toBe("devices"));

it("keeps silent when nothing is close", () => expect(suggest("score", ["eip_tor", "ips"])).toBeNull());

it("never suggests the name itself", () => expect(suggest("ips", ["ips"])).toBeNull());

it("prefers the closest, then the first", () => {
  expect(suggest("abcdef", ["abcxyf", "abcxef"])).toBe("abcxef");
  expect(suggest("abc", ["abd", "abe"])).toBe("abd");
});
