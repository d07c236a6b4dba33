import { expect, it } from "vitest";
import { isAskable, mayLeadTo } from "./web-address.ts";

it.each([
  ["https://data.iana.org/rdap/dns.json", true],
  ["http://127.0.0.1:8080/dns.json", true],
  ["http://[::1]/dns.json", true],
  ["http://data.iana.org/rdap/dns.json", false],
  ["file:///etc/passwd", false],
  ["no URL", false],
])("lets a person name %s: %s", (text, expected) => expect(isAskable(text)).toBe(expected));

it.each([
  ["https://rdap.example.net/v1/", true],
  ["https://85.10.20.30/", true],
  ["http://rdap.example.net/", false],
  ["https://localhost/", false],
  ["https://localhost./", false],
  ["https://rdap.localhost/", false],
  ["https://registry/", false],
  ["https://127.0.0.1/", false],
  ["https://0x7f.1/", false],
  ["https://10.0.0.1/", false],
  ["https://169.254.169.254/latest/", false],
  ["https://[::1]/", false],
  ["https://[::ffff:127.0.0.1]/", false],
  ["https://[fd00::1]/", false],
  ["https://user:secret@rdap.example.net/", false],
])("lets a document from elsewhere lead to %s: %s", (text, expected) =>
  expect(mayLeadTo(new URL("https://data.iana.org/rdap/dns.json"), new URL(text))).toBe(expected),
);

it("lets a document of this machine lead to this machine", () => {
  const from = new URL("http://127.0.0.1:1/dns.json");
  expect(mayLeadTo(from, new URL("http://127.0.0.1:2/"))).toBe(true);
  expect(mayLeadTo(from, new URL("http://10.0.0.1/"))).toBe(false);
});
