SELECT u.user_id, coalesce("events_1"."a0", false) AS "X06"
FROM (SELECT d.*
FROM jsonb_to_recordset($1::jsonb) AS d (user_id text, ord integer)) AS u
LEFT JOIN LATERAL (SELECT "r"."user_id", CASE WHEN bool_or((("r"."path" COLLATE "C" ~ $2::text) AND (NOT ("r"."path" COLLATE "C" ~ $3::text)))) FILTER (WHERE ("r"."rn" <= $4::bigint)) THEN true WHEN bool_or((("r"."path" COLLATE "C" ~ $5::text) AND (NOT ("r"."path" COLLATE "C" ~ $6::text))) IS NULL) FILTER (WHERE ("r"."rn" <= $7::bigint)) THEN NULL ELSE false END AS "a0"
FROM (SELECT r.*, row_number() OVER (PARTITION BY r.user_id
ORDER BY r.clock DESC, r.tie DESC) AS rn
FROM (SELECT "u"."user_id", d.*
FROM jsonb_to_recordset($8::jsonb -> "u"."ord") AS d (clock bigint, tie integer, "path" text COLLATE "C") WHERE d.clock <= $9::bigint ORDER BY d.clock DESC, d.tie DESC LIMIT $10) AS r) AS r
GROUP BY "r"."user_id") AS "events_1" ON "events_1".user_id = u.user_id
-- $1 = "[]"
-- $2 = "^\\/(?:[Aa][Dd][Mm][Ii][Nn]|[Ww][Pp]\\-[Ll][Oo][Gg][Ii][Nn])(?:\\/|\\.[Pp][Hh][Pp]$)"
-- $3 = "\\.(?:css|js)$"
-- $4 = 25
-- $5 = "^\\/(?:[Aa][Dd][Mm][Ii][Nn]|[Ww][Pp]\\-[Ll][Oo][Gg][Ii][Nn])(?:\\/|\\.[Pp][Hh][Pp]$)"
-- $6 = "\\.(?:css|js)$"
-- $7 = 25
-- $8 = "[]"
-- $9 = 1772366400000
-- $10 = 25
