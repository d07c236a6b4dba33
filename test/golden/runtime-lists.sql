SELECT u.user_id, (CASE WHEN "events_1"."user_id" IS NULL THEN false ELSE "events_1"."a0" END) AS "X06"
FROM (SELECT d.*
FROM jsonb_to_recordset($1::jsonb) AS d (user_id text, ord integer)) AS u
LEFT JOIN LATERAL (SELECT "r"."user_id", CASE WHEN bool_or(((("r"."ip__asn" IN ($2::bigint, $3::bigint)) OR ((CASE family("r"."ip__address") WHEN 4 THEN width_bucket("r"."ip__address" - '0.0.0.0'::inet, $4::bigint[]) WHEN 6 THEN width_bucket("r"."ip__address", $5::inet[]) END) % 2 = 1)) AND ((strpos(lower("r"."path" COLLATE "C"), $6::text) > 0)))) FILTER (WHERE ("r"."clock" > $7::bigint AND "r"."clock" <= $8::bigint)) THEN true WHEN bool_or(((("r"."ip__asn" IN ($9::bigint, $10::bigint)) OR ((CASE family("r"."ip__address") WHEN 4 THEN width_bucket("r"."ip__address" - '0.0.0.0'::inet, $4::bigint[]) WHEN 6 THEN width_bucket("r"."ip__address", $5::inet[]) END) % 2 = 1)) AND ((strpos(lower("r"."path" COLLATE "C"), $11::text) > 0))) IS NULL) FILTER (WHERE ("r"."clock" > $12::bigint AND "r"."clock" <= $13::bigint)) THEN NULL ELSE false END AS "a0"
FROM (SELECT "u"."user_id", d.*
FROM jsonb_to_recordset($14::jsonb -> "u"."ord") AS d (clock bigint, tie integer, "ip__asn" bigint, "ip__address" inet, "path" text COLLATE "C") WHERE d.clock <= $15::bigint ORDER BY d.clock DESC, d.tie DESC LIMIT $16) AS r
GROUP BY "r"."user_id") AS "events_1" ON "events_1".user_id = u.user_id
-- $1 = "[]"
-- $2 = 64500
-- $3 = 64501
-- $4 = ["3221225984","3221226240"]
-- $5 = []
-- $6 = "/internal"
-- $7 = 1771761600000
-- $8 = 1772366400000
-- $9 = 64500
-- $10 = 64501
-- $11 = "/internal"
-- $12 = 1771761600000
-- $13 = 1772366400000
-- $14 = "[]"
-- $15 = 1772366400000
-- $16 = 1000
