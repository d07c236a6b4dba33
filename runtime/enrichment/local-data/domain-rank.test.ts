import fc from "fast-check";
import { expect, it } from "vitest";
import { domainRanks } from "./domain-rank.ts";

it("finds the ranks that a map finds, the better one of two", () => {
  const entry = fc.tuple(fc.stringMatching(/^[a-c]{1,3}\.(com|org)$/), fc.integer({ min: 1, max: 2 ** 32 - 1 }));
  fc.assert(
    fc.property(fc.array(entry), fc.array(entry), (entries, others) => {
      const best = new Map<string, number>();
      for (const [domain, rank] of entries) best.set(domain, Math.min(rank, best.get(domain) ?? Infinity));
      const ranks = domainRanks(entries);
      expect(ranks.size).toBe(best.size);
      for (const [domain] of [...entries, ...others]) expect(ranks.rank(domain)).toBe(best.get(domain) ?? null);
    }),
  );
});
