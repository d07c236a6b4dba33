SELECT u.user_id, coalesce("events_1"."a0", false) AS "X05"
FROM (SELECT d.*
FROM jsonb_to_recordset($1::jsonb) AS d (user_id text, ord integer)) AS u
LEFT JOIN LATERAL (SELECT "r"."user_id", CASE WHEN bool_or(((NOT ((CASE family("r"."ip__address") WHEN 4 THEN width_bucket("r"."ip__address" - '0.0.0.0'::inet, $2::bigint[]) WHEN 6 THEN width_bucket("r"."ip__address", $3::inet[]) END) % 2 = 1)) AND ((strpos(lower("r"."path" COLLATE "C"), $4::text) > 0) OR (strpos(lower("r"."path" COLLATE "C"), $5::text) > 0)))) FILTER (WHERE ("r"."clock" > $6::bigint AND "r"."clock" <= $7::bigint)) THEN true WHEN bool_or(((NOT ((CASE family("r"."ip__address") WHEN 4 THEN width_bucket("r"."ip__address" - '0.0.0.0'::inet, $2::bigint[]) WHEN 6 THEN width_bucket("r"."ip__address", $3::inet[]) END) % 2 = 1)) AND ((strpos(lower("r"."path" COLLATE "C"), $8::text) > 0) OR (strpos(lower("r"."path" COLLATE "C"), $9::text) > 0))) IS NULL) FILTER (WHERE ("r"."clock" > $10::bigint AND "r"."clock" <= $11::bigint)) THEN NULL ELSE false END AS "a0"
FROM (SELECT "u"."user_id", d.*
FROM jsonb_to_recordset($12::jsonb -> "u"."ord") AS d (clock bigint, tie integer, "ip__address" inet, "path" text COLLATE "C") WHERE d.clock <= $13::bigint ORDER BY d.clock DESC, d.tie DESC LIMIT $14) AS r
GROUP BY "r"."user_id") AS "events_1" ON "events_1".user_id = u.user_id
-- $1 = "[]"
-- $2 = ["167772160","184549376"]
-- $3 = ["2001:0db8:0000:0000:0000:0000:0000:0000","2001:0db9:0000:0000:0000:0000:0000:0000"]
-- $4 = "/.env"
-- $5 = "/wp-admin"
-- $6 = 1772280000000
-- $7 = 1772366400000
-- $8 = "/.env"
-- $9 = "/wp-admin"
-- $10 = 1772280000000
-- $11 = 1772366400000
-- $12 = "[]"
-- $13 = 1772366400000
-- $14 = 1000
