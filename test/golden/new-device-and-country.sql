SELECT u.user_id, ((coalesce("devices_1"."a0", 0) > $1::bigint) AND (coalesce("ips_1"."a1", 0) > $2::bigint) AND coalesce("events_2"."a3", false)) AS "X03"
FROM (SELECT d.*
FROM jsonb_to_recordset($3::jsonb) AS d (user_id text, ord integer)) AS u
LEFT JOIN LATERAL (SELECT "r"."user_id", count(*) AS "a0"
FROM (SELECT "u"."user_id", d.*
FROM jsonb_to_recordset($4::jsonb -> "u"."ord") AS d (clock bigint, tie integer) WHERE d.clock <= $5::bigint ORDER BY d.clock DESC, d.tie DESC LIMIT $6) AS r
GROUP BY "r"."user_id") AS "devices_1" ON "devices_1".user_id = u.user_id
LEFT JOIN LATERAL (SELECT "r"."user_id", count(DISTINCT "r"."country") AS "a1"
FROM (SELECT "u"."user_id", d.*
FROM jsonb_to_recordset($7::jsonb -> "u"."ord") AS d (clock bigint, tie integer, "country" text COLLATE "C") WHERE d.clock <= $8::bigint ORDER BY d.clock DESC, d.tie DESC LIMIT $9) AS r
GROUP BY "r"."user_id") AS "ips_1" ON "ips_1".user_id = u.user_id
LEFT JOIN LATERAL (SELECT "r"."user_id", CASE WHEN bool_or(((("r"."device__last_seen" - "r"."device__first_seen") < $10::bigint) AND ("r"."t0_a2" = $11::bigint))) FILTER (WHERE ("r"."rn" <= $12::bigint)) THEN true WHEN bool_or(((("r"."device__last_seen" - "r"."device__first_seen") < $13::bigint) AND ("r"."t0_a2" = $14::bigint)) IS NULL) FILTER (WHERE ("r"."rn" <= $15::bigint)) THEN NULL ELSE false END AS "a3"
FROM (SELECT r.*, coalesce("t0"."a2", 0) AS "t0_a2"
FROM (SELECT r.*, row_number() OVER (PARTITION BY r.user_id
ORDER BY r.clock DESC, r.tie DESC) AS rn
FROM (SELECT "u"."user_id", d.*
FROM jsonb_to_recordset($16::jsonb -> "u"."ord") AS d (clock bigint, tie integer, "device__last_seen" bigint, "device__first_seen" bigint, "ip__country" text COLLATE "C") WHERE d.clock <= $17::bigint ORDER BY d.clock DESC, d.tie DESC LIMIT $18) AS r) AS r
LEFT JOIN (SELECT "r"."user_id", "r"."k0", count(*) AS "a2"
FROM (SELECT r.*, "r"."country" AS "k0"
FROM (SELECT "u"."user_id", d.*
FROM jsonb_to_recordset($19::jsonb -> "u"."ord") AS d (clock bigint, tie integer, "country" text COLLATE "C") WHERE d.clock <= $20::bigint ORDER BY d.clock DESC, d.tie DESC LIMIT $21) AS r) AS r WHERE "r"."k0" IS NOT NULL
GROUP BY "r"."user_id", "r"."k0") AS "t0" ON "t0"."user_id" = "r"."user_id" AND "t0"."k0" = "r"."ip__country") AS r
GROUP BY "r"."user_id") AS "events_2" ON "events_2".user_id = u.user_id
-- $1 = 1
-- $2 = 1
-- $3 = "[]"
-- $4 = "[]"
-- $5 = 1772366400000
-- $6 = 1000
-- $7 = "[]"
-- $8 = 1772366400000
-- $9 = 1000
-- $10 = 10800000
-- $11 = 1
-- $12 = 25
-- $13 = 10800000
-- $14 = 1
-- $15 = 25
-- $16 = "[]"
-- $17 = 1772366400000
-- $18 = 25
-- $19 = "[]"
-- $20 = 1772366400000
-- $21 = 1000
