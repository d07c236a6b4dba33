import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { loadPack, packOf } from "../packs/load-pack.ts";
import { saidPeers } from "./said-peers.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const said = (text: string) => {
  const { plan, pack } = packOf([{ path: "rules/X01_one.tocsin", text }]);
  return [...saidPeers(plan, pack.rules)];
};

const rule = (because: string) => `
attribute shared : int "At the address" = count(distinct .user of peers by ip)
attribute near : int "In the network" = count(distinct .user of peers by subnet)
attribute own : int "Of the user" = user.event_count
rule X01 "One" {
  because "${because}"
  when shared > 1
}`;

it.each([
  ["has no places", "several", []],
  ["names nobody else", "{own} events", []],
  ["names what the rule asks for", "{shared} share it", []],
  ["names others", "{shared} share it, {near} are near", ["peers_by_subnet"]],
])("finds the peers of a text that %s", (_, because, sources) => expect(said(rule(because))).toEqual(sources));

it("finds none in the built-in rules", async () => {
  const { plan, pack } = await loadPack({ builtIn: ROOT });
  expect([...saidPeers(plan, pack.rules)]).toEqual([]);
});
