import { expect, it } from "vitest";
import { parseSensorAddress } from "./sensor-address.ts";

it.each([
  ["85.10.20.30", "85.10.20.30"],
  [" 85.10. 20.31", "85.10.20.31"],
  ["2A02:6B8:0:0:0:0:0:2", "2a02:6b8::2"],
  ["::ffff:85.10.20.30", "85.10.20.30"],
  ["::ffff:550a:141e", "85.10.20.30"],
  ["::1", "::1"],
])("reads `%s` as %s", (text, address) => expect(parseSensorAddress(text)).toEqual({ address, valid: true }));

it.each([
  "",
  "999.1.1.1",
  "85.10.20",
  "010.0.0.1",
  "0x7f.1.1.1",
  "2130706433",
  "fe80::1%eth0",
  "localhost",
  "1.2.3.4:80",
])("does not take `%s` for an address", (text) =>
  expect(parseSensorAddress(text)).toEqual({ address: "0.0.0.0", valid: false }),
);
