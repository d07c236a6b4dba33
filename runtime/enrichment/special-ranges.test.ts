import { expect, it } from "vitest";
import { isSpecialAddress } from "./special-ranges.ts";

it.each([
  "0.0.0.0",
  "10.1.2.3",
  "100.64.0.1",
  "127.0.0.1",
  "192.168.0.1",
  "255.255.255.255",
  "::1",
  "::",
  "fe80::1",
  "2001:db8::1",
  "ff02::1",
])("%s is special", (address) => expect(isSpecialAddress(address)).toBe(true));

// 32.1.13.184 has the bytes of 2001:db8::/32: the families never match each other.
it.each(["85.10.20.30", "100.128.0.1", "172.32.0.1", "32.1.13.184", "2a02:6b8::2", "2001:4860:4860::8888"])(
  "%s is public",
  (address) => expect(isSpecialAddress(address)).toBe(false),
);
