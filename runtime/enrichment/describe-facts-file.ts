import { createHash } from "node:crypto";
import type { DataSource } from "./data-source.ts";
import type { FactsFile } from "./facts-file.ts";

/** A file of facts that somebody looked up: it says no more than it has, and never grows too old to deny. */
export function describeFactsFile(file: FactsFile): DataSource {
  const parts = [file.ips, file.domains, file.emails, file.phones, file.userAgents].map((part) => Object.values(part));
  const facts = new Set(parts.flat().flatMap(namesOf));
  const text = JSON.stringify(file);
  return {
    id: file.source,
    title: "a file of facts",
    kind: "brought",
    facts: [...facts].sort(),
    licence: null,
    attribution: null,
    version: null,
    date: file.asOf === null ? null : new Date(file.asOf),
    size: Buffer.byteLength(text),
    entries: parts.reduce((sum, part) => sum + part.length, 0),
    sha256: createHash("sha256").update(text).digest("hex"),
    status: "ready",
    maxAgeDays: {},
    stale: [],
  };
}

function namesOf(values: object): readonly string[] {
  return Object.entries(values).flatMap(([name, value]) =>
    value === null || value === undefined || name === "checked" ? [] : [name],
  );
}
