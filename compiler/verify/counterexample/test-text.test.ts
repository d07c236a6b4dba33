import { expect, it } from "vitest";
import { checkPack } from "../../../dsl/checks/check-pack.ts";
import { testText } from "./test-text.ts";

it("writes peers by what they share, as a pack can be given them", () => {
  const input = {
    user: { name: "anna" },
    sources: {
      ips: [{ address: "10.0.0.1" }],
      peers_by_ip: [{ user: "bob", shared: "10.0.0.1", blacklisted: true }],
      peers_by_email: [{ last_login_fail: null }],
    },
  };
  const disagreement = { name: "X01", attribute: null, sql: true, typescript: false } as const;
  const text = testText(input, disagreement, Date.UTC(2026, 2, 1));
  expect(text).toContain('{ by: ip, user: "bob", shared: 10.0.0.1, blacklisted: true }');
  const rule = 'rule X01 "t" { when count(peers by ip) > 0 }\n';
  const { pack } = checkPack({ files: [{ path: "X01_t.tocsin", text: rule + text }], listFiles: new Map() });
  expect(pack?.tests[0]?.cases[0]?.user).toEqual(input);
});
