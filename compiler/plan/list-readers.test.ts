import { expect, it } from "vitest";
import { checkPack } from "../../dsl/checks/check-pack.ts";
import { listReaders } from "./list-readers.ts";
import { lower } from "./lower.ts";

const SHARED = `list nets : list<cidr> = runtime
list names : list<string> = runtime
attribute is_near : bool "near" = any ip { .address in nets }
`;
const RULES = {
  X01: "when is_near",
  X02: "when count(ips where .address in nets) > 1",
  X03: "when user.name in names",
  X04: "when user.event_count > 1\n  except is_near",
  X05: "when user.event_count > 1",
};

it("finds rules that read a list themselves, inside of aggregates, in an exception, and by way of attributes", () => {
  const rules = Object.entries(RULES).map(([id, lines]) => ({
    path: `user/${id}.tocsin`,
    text: `rule ${id} "Rule ${id}" {\n  ${lines}\n}\n`,
  }));
  const files = [{ path: "user/a.tocsin", text: SHARED }, ...rules];
  const { pack, diagnostics } = checkPack({ files, listFiles: new Map() });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const plan = pack === null ? null : lower(pack);
  expect(plan && listReaders(plan, "nets")).toEqual(["X01", "X02", "X04"]);
  expect(plan && listReaders(plan, "names")).toEqual(["X03"]);
});
