SELECT u.user_id, (CASE WHEN ("u"."name" IN ($1::text, $2::text)) THEN false ELSE (("v1"."failed_logins" > $3::bigint) AND ((abs($4::bigint - "u"."created") / 86400000) < $5::bigint)) END) AS "X04"
FROM (SELECT d.*
FROM jsonb_to_recordset($6::jsonb) AS d (user_id text, ord integer, "created" bigint, "name" text COLLATE "C")) AS u
LEFT JOIN LATERAL (SELECT "r"."user_id", coalesce(max("r"."w0"), 0) AS "a0"
FROM (SELECT r.*, count(*) FILTER (WHERE ("r"."rn" <= $7::bigint AND ("r"."type" = $8::text))) OVER (PARTITION BY "r"."user_id" ORDER BY r.rn RANGE BETWEEN $9::bigint PRECEDING AND CURRENT ROW) AS "w0"
FROM (SELECT r.*, row_number() OVER (PARTITION BY r.user_id
ORDER BY r.clock DESC, r.tie DESC) AS rn
FROM (SELECT "u"."user_id", d.*
FROM jsonb_to_recordset($10::jsonb -> "u"."ord") AS d (clock bigint, tie integer, "type" text COLLATE "C") WHERE d.clock <= $11::bigint ORDER BY d.clock DESC, d.tie DESC LIMIT $12) AS r) AS r) AS r
GROUP BY "r"."user_id") AS "events_1" ON "events_1".user_id = u.user_id
CROSS JOIN LATERAL (SELECT coalesce("events_1"."a0", 0) AS "failed_logins" OFFSET 0) AS "v1"
-- $1 = "qa-1"
-- $2 = "qa-2"
-- $3 = 3
-- $4 = 1772323200000
-- $5 = 7
-- $6 = "[]"
-- $7 = 25
-- $8 = "account_login_fail"
-- $9 = 7
-- $10 = "[]"
-- $11 = 1772366400000
-- $12 = 25
