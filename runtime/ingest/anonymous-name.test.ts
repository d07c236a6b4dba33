import { expect, it } from "vitest";
import { isAnonymous } from "./anonymous-name.ts";

it.each([
  "N/A",
  "192.168.1.*",
  "203.0.113.*",
  "2001:db8:1:2:3:4:5:*",
  "2001:db8:1:2:*",
  "2001:DB8::*",
  "2001:db8::7:*",
  "::*",
  "::ffff:192.168.1.*",
])("takes %s for a visitor", (name) => expect(isAnonymous(name)).toBe(true));

it.each([
  "",
  "n/a",
  "*",
  "anna*",
  "anna.*",
  "192.168.*",
  "192.168.*.*",
  "192.168.1.256.*",
  "999.168.1.*",
  ":*",
  ":::*",
  "2001:*",
  "2001:db8::1::*",
  "fe80::1%eth0:*",
  "1:2:3:4:5:6:7:8:*",
  "2001:db8::1",
  "192.168.1.1",
])("takes %s for somebody with an account", (name) => expect(isAnonymous(name)).toBe(false));
