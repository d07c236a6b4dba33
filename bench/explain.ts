import { fileURLToPath } from "node:url";
import { explain, lowerWithPlaces } from "../compiler/index.ts";
import { buildUser } from "../dsl/testing/build-user.ts";
import type { InputRow } from "../dsl/testing/user-input.ts";
import { loadPack } from "../runtime/index.ts";
import { quantile } from "./quantile.ts";
import { short, table, whole } from "./table.ts";

const AS_OF = Date.UTC(2026, 0, 15, 12);
const ROUNDS = 5;

/** What it costs to explain each rule of the built-in pack about one user with that many events. */
export async function benchExplain({ events }: { readonly events: number }) {
  const { pack, files } = await loadPack({ builtIn: fileURLToPath(new URL("..", import.meta.url)) });
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const context = buildUser(
    { user: {}, sources: { events: Array.from({ length: events }, (_, i) => event(i)) } },
    AS_OF,
  );
  const lowered = lowerWithPlaces(pack);
  const lowering = medianOf(() => lowerWithPlaces(pack));
  const costs = pack.rules.map(({ id, metadata: { because } }) => ({
    id,
    cost: medianOf(() =>
      explain({ lowered, rule: id, context, asOf: AS_OF, because, textOf: (file) => texts.get(file) ?? null }),
    ),
  }));
  const sorted = costs.toSorted((a, b) => a.cost - b.cost);
  const all = sorted.map(({ cost }) => cost);
  const dearest = sorted.at(-1);
  return [
    `### Explain: ${whole(pack.rules.length)} rules, one user with ${whole(context.events.length)} events`,
    "",
    table(
      ["step", "ms"],
      [
        ["lower the pack with its places", short(lowering)],
        ["explain a rule, median", short(quantile(all, 0.5))],
        ["explain a rule, 95 %", short(quantile(all, 0.95))],
        [`explain a rule, dearest (${dearest?.id ?? ""})`, short(dearest?.cost ?? 0)],
      ],
    ),
  ].join("\n");
}

function event(i: number): InputRow {
  return {
    type: i % 7 === 0 ? "account_login_fail" : "page_view",
    time: AS_OF - i * 60_000,
    url: `/page/${i % 50}`,
    http_code: i % 9 === 0 ? 404 : 200,
    device: `d${i % 12}`,
    ip: { address: `203.0.113.${i % 200}`, country: i % 3 === 0 ? "FR" : "VN", tor: false },
  };
}

function medianOf(work: () => unknown): number {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return quantile(rounds, 0.5);
}
