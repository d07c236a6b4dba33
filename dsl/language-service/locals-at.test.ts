import { expect, it } from "vitest";
import { localsAt } from "./locals-at.ts";
import { chainBefore, resolveChain } from "./resolve-chain.ts";
import { scan } from "./scan.ts";

/** `|` marks the place. */
function at(marked: string) {
  const offset = marked.indexOf("|");
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  return { ...localsAt(scan(text), offset), chain: chainBefore(text, offset) };
}

it("opens a row in the braces of a quantifier", () => {
  const { innermost, rows } = at("rule X01 {\n when any event as e last 5 {\n .|");
  expect(innermost).toBe("events");
  expect([...rows]).toEqual([["e", "events"]]);
});

it("closes the row behind the braces", () =>
  expect(at('rule X01 "t" { when { any event { .type == a }\n |').innermost).toBeNull());

it("opens a row in the parentheses of an aggregate, inside another row", () => {
  const { innermost, rows } = at("any event as e { count(ips where .|");
  expect(innermost).toBe("ips");
  expect(rows.get("e")).toBe("events");
});

it("finds the source of an aggregate behind the place", () =>
  expect(at("max(.| of emails where .mx)").innermost).toBe("emails"));

it("opens the rows of peers by what they share", () => {
  const { innermost, rows } = at("any peer by ip as p last 3 {\n .|");
  expect(innermost).toBe("peers_by_ip");
  expect(rows.get("p")).toBe("peers_by_ip");
  expect(at("count(peers by email where .|").innermost).toBe("peers_by_email");
  expect(at("newest(.| of peers by phone)").innermost).toBe("peers_by_phone");
});

it("does not take a group for rows", () => expect(at("any { .|").innermost).toBeNull());

it("knows the parameters of a define", () => {
  const { rows, values } = at("define f(d: device, n: int) { d.|");
  expect(rows.get("d")).toBe("devices");
  expect(values.get("n")).toBe("int");
});

it("reads no words in strings and comments", () =>
  expect(at('when any event { .url == "any ip {" # count(ips\n .|').innermost).toBe("events"));

it("follows a chain through rows to a field", () => {
  const locals = at("any event as e { e.ip.co|");
  expect(locals.chain).toEqual(["e", "ip", "co"]);
  expect(resolveChain(["e", "ip", "country"], locals)).toMatchObject({ kind: "field", type: { optional: true } });
  expect(resolveChain(["e", "ip", "nothing"], locals)).toBeNull();
});

it("opens a row in the braces of a sequence, of events where nothing else is said", () => {
  expect(at("sequence spanning 30m { step .|").innermost).toBe("events");
  expect(at("sequence by .address of ips last 5 spanning 30m { step .|").innermost).toBe("ips");
  expect(at("sequence of events spanning 30m { step .type == a }\n |").innermost).toBeNull();
});
