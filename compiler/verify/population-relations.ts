import { sql } from "kysely";
import { isPeerSource } from "../../dsl/types/row-words.ts";
import { type PeerSource } from "../../dsl/types/sources.ts";
import type { Sql } from "../functions/function-row.ts";
import { columnOf, type FieldPath, type RowsRequest, type SourceRelations } from "../sql/source-relations.ts";
import { columnType, describedRelations, pathType } from "./described-relations.ts";
import { type Member, PEER_CAPS, type PeerCaps } from "./population.ts";

/** The relations of a population: as described, but for peers, which SQL finds among what all members use. */
export function populationRelations(members: readonly Member[], caps: PeerCaps = PEER_CAPS): SourceRelations {
  const described = describedRelations(members);
  return {
    ...described,
    rows: (request) =>
      isPeerSource(request.source) ? peerRows(request.source, request, members, caps) : described.rows(request),
  };
}

const HOUR_MS = 3_600_000;

/** In the two stages of a store: the newest users of each value, then the newest rows of all values without the user itself. */
function peerRows(
  source: PeerSource,
  { asOf, paths, limit, user }: RowsRequest,
  members: readonly Member[],
  caps: PeerCaps,
): Sql {
  const uses = members.flatMap(({ userId, asPeer }) => asPeer.uses[source].map((use) => ({ user_id: userId, ...use })));
  const all = (alias: string): Sql =>
    sql`jsonb_to_recordset(${JSON.stringify(uses)}::jsonb) as ${sql.id(alias)} (user_id text collate "C", key text collate "C", shared text collate "C", at bigint)`;
  const own = sql`select distinct o.key from ${all("o")} where o.user_id = ${sql.id(user, "user_id")}`;
  const newest = sql`select p.* from ${all("p")} where p.key = own.key
    order by p.at / ${HOUR_MS}::bigint desc, p.user_id desc, p.at desc limit ${caps.value}`;
  const users = sql`select distinct on (n.user_id) n.* from (${newest}) n order by n.user_id, n.at desc`;
  const columns = paths.map((path) => sql`${fieldOf(source, path)} as ${sql.id(columnOf(path))}`);
  const list = columns.length === 0 ? sql`` : sql`, ${sql.join(columns)}`;
  return sql`select ${sql.id(user, "user_id")}, s.at as clock, s.user_id || ' ' || s.key as tie${list}
    from (${own}) own cross join lateral (${users}) s join ${persons(members)} on w.user_id = s.user_id
    where s.user_id <> ${sql.id(user, "user_id")} and s.at <= ${asOf}::bigint
    order by s.at desc, (s.user_id || ' ' || s.key) collate "C" desc limit ${Math.min(limit, caps.rows)}`;
}

function persons(members: readonly Member[]): Sql {
  const records = members.map(({ userId, context: { user }, asPeer }) => ({
    user_id: userId,
    user: user.name,
    blacklisted: asPeer.blacklisted,
    created: user.created,
    last_seen: user.last_seen,
    last_login_fail: asPeer.lastLoginFail,
  }));
  return sql`jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as w (user_id text, "user" text collate "C", blacklisted boolean, created bigint, last_seen bigint, last_login_fail bigint)`;
}

function fieldOf(source: PeerSource, path: FieldPath): Sql {
  const [field = ""] = path;
  if (field === "last_used") return sql`s.at`;
  if (field !== "shared") return sql.id("w", field);
  return sql`s.shared::${columnType(pathType(source, path))}`;
}
