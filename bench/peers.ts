import { dryRun, packOf } from "../runtime/index.ts";
import { createFilledStore } from "./filled-store.ts";
import { short, table, whole } from "./table.ts";

const CROWD = 20_000;

/** Asked of everybody: the user's own addresses, and the others behind the one address that all share. */
const { plan } = packOf([
  { path: "X01_own.tocsin", text: 'rule X01 "Own" { when count(ips within 30d where .blacklisted) >= 1 }' },
  {
    path: "X02_blacklisted.tocsin",
    text: 'rule X02 "Shared" { when count(distinct .user of peers by ip within 30d where .blacklisted) >= 2 }',
  },
  {
    path: "X03_failed.tocsin",
    text: 'rule X03 "Failed" { when count(peers by ip within 30d where .last_login_fail > .created) >= 2 }',
  },
]);

/** Dry-runs over a crowd behind one address; each user has an address of its own, too. */
export async function benchPeers() {
  const { store, appId, close } = await createFilledStore();
  try {
    await store.pool.query(
      `insert into users (user_id, app_id, name, first_seen, last_seen, anonymous, event_count, ip_count, device_count,
          country_count, session_count, session_id, revision, decision, decided_by)
        select n, $1, 'user ' || n, date_trunc('milliseconds', now()) - interval '9 days',
          date_trunc('milliseconds', now()) - n * interval '1 minute', false, 2, 2, 1, 1, 1, n, 1,
          case when n % 300 = 0 then 'blacklist' end, case when n % 300 = 0 then 'operator' end
        from generate_series(1, $2::integer) n`,
      [appId, CROWD],
    );
    await store.pool.query(
      `insert into user_ips (user_id, address, app_id, lan, checked, blacklisted, user_count, event_count, first_seen, last_seen)
        select u.user_id, a.address, u.app_id, false, false, false, 1, 1, u.first_seen, u.last_seen
        from users u cross join lateral (values ('203.0.113.1'::inet), ('10.0.0.0'::inet + u.user_id)) a(address)`,
    );
    await store.pool.query("vacuum analyze");
    const rows: string[][] = [];
    for (const { id, title } of plan.rules) {
      const run = () => dryRun(store, plan, { appId, rules: [id], scope: "all", asOf: Date.now() });
      await run(); // fills the caches
      const begun = performance.now();
      const { tested, rules } = await run();
      const took = performance.now() - begun;
      rows.push([title, whole(tested), whole(rules[0]?.matched ?? 0), short(took), short((took / tested) * 1000)]);
    }
    return [
      `### Peers: ${whole(CROWD)} users behind one address`,
      "",
      table(["rule", "users", "matched", "ms", "µs a user"], rows),
    ].join("\n");
  } finally {
    await close();
  }
}
