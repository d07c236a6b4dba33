import { sql } from "kysely";
import { isPeerSource } from "../../dsl/types/row-words.ts";
import { type PeerSource } from "../../dsl/types/sources.ts";
import type { Sql } from "../functions/function-row.ts";
import {
  columnOf,
  type FieldPath,
  type PeersRequest,
  type RowsRequest,
  type SourceRelations,
} from "../sql/source-relations.ts";
import { columnType, describedRelations, pathType } from "./described-relations.ts";
import { type Member, PEER_CAPS, type PeerCaps } from "./population.ts";

/** The relations of a population: as described, but for peers, which SQL finds among what all members use. */
export function populationRelations(members: readonly Member[], caps: PeerCaps = PEER_CAPS): SourceRelations {
  const described = describedRelations(members);
  return {
    ...described,
    rows: ({ source, ...request }) =>
      isPeerSource(source)
        ? peersOfUser({ ...request, source }, members, caps)
        : described.rows({ ...request, source }),
    peers: (request) => peersOfAll(request, members, caps),
  };
}

const HOUR_MS = 3_600_000;

/** What each value shows, and of that the rows that come first for each member: value by value, then user by user. */
function peersOfAll({ source, asOf, paths, where }: PeersRequest, members: readonly Member[], caps: PeerCaps): Sql {
  const uses = members.flatMap(({ userId, asPeer }) => asPeer.uses[source].map((use) => ({ user_id: userId, ...use })));
  const all = (alias: string): Sql =>
    sql`jsonb_to_recordset(${JSON.stringify(uses)}::jsonb) as ${sql.id(alias)} (user_id text collate "C", key text collate "C", shared text collate "C", at bigint)`;
  const own = sql`select o.user_id, o.key, max(o.at) as used from ${all("o")} group by o.user_id, o.key`;
  const ranked = sql`select p.*, row_number() over (
      partition by p.key order by p.at / ${HOUR_MS}::bigint desc, p.user_id desc, p.at desc) as rank from ${all("p")}`;
  const shown = sql`select n.key, n.user_id, n.shared, max(n.at) as at, min(n.rank) as rank
    from (${ranked}) n where n.rank <= ${caps.value} group by n.key, n.user_id, n.shared`;
  const seats = sql`select o.user_id as of_user, s.*, row_number() over (
      partition by o.user_id order by o.used desc, s.key desc, s.rank) as seat
    from (${own}) o join (${shown}) s on s.key = o.key and s.user_id <> o.user_id`;
  const columns = paths.map((path) => sql`${fieldOf(source, path)} as ${sql.id(columnOf(path))}`);
  const list = columns.length === 0 ? sql`` : sql`, ${sql.join(columns)}`;
  const rows = sql`select s.of_user as user_id, s.at as clock, (s.user_id || ' ' || s.key) collate "C" as tie${list}
    from (${seats}) s join ${persons(members)} on w.user_id = s.user_id
    where s.seat <= ${caps.rows} and s.at <= ${asOf}::bigint`;
  return sql`select r.* from (${rows}) r${where === null ? sql`` : sql` where ${where}`}`;
}

function peersOfUser(
  { limit, user, ...request }: RowsRequest & PeersRequest,
  members: readonly Member[],
  caps: PeerCaps,
): Sql {
  return sql`select a.* from (${peersOfAll(request, members, caps)}) a where a.user_id = ${sql.id(user, "user_id")}
    order by a.clock desc, a.tie desc limit ${limit}`;
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
