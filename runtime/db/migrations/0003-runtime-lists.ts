import { sql, type Kysely } from "kysely";

/**
 * Lists that operators keep. A change is a row that is never touched again; an entry is valid from the version that added it to
 * the one that removed it, so that a list can be read as it was at any moment.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await statement.execute(db);
}

const STATEMENTS = [
  sql`create table list_changes (
    app_id integer not null references apps,
    list text collate "C" not null check (list <> ''),
    version integer not null check (version > 0),
    kind text not null check (kind in ('added', 'removed', 'expired')),
    entries integer not null check (entries > 0),
    changed_at timestamptz not null check (changed_at = date_trunc('milliseconds', changed_at)),
    operator_id integer references operators,
    reason text,
    primary key (app_id, list, version)
  )`,
  sql`create table list_entries (
    app_id integer not null,
    list text collate "C" not null,
    value text collate "C" not null check (value <> ''),
    added_version integer not null,
    removed_version integer check (removed_version > added_version),
    expires_at timestamptz check (expires_at = date_trunc('milliseconds', expires_at)),
    primary key (app_id, list, value, added_version),
    foreign key (app_id, list, added_version) references list_changes,
    foreign key (app_id, list, removed_version) references list_changes
  )`,
  sql`create unique index list_entries_standing on list_entries (app_id, list, value) where removed_version is null`,
  sql`create index list_entries_expiry on list_entries (expires_at) where removed_version is null and expires_at is not null`,
  sql`create index list_entries_added on list_entries (app_id, list, added_version)`,
  sql`create index list_entries_removed on list_entries (app_id, list, removed_version) where removed_version is not null`,
];
