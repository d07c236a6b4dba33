const ADDRESSES = ["5.5.5.1", "5.5.5.2", "85.1.1.1", "10.0.0.1", "nonsense", "2a02:6b8::2"];
const AGENTS = [
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
  "curl/8.4.0",
  "",
];
const TYPES = ["page_view", "account_login", "account_login_fail", "page_search", "page_edit"];
const EMAILS = ["", "anna@gmail.com", "x@mailinator.com", "not an address"];
const PHONES = ["", "+4915112345678", "abc"];

/**
 * The requests of one user, drawn from `seed` alone: a few hours around `asOf`, some far away, some ahead of it,
 * many at equal times.
 */
export function storyOf(seed: number, asOf: number): readonly Record<string, string>[] {
  const next = randomIntegers(seed + 1);
  const pick = (values: readonly string[]) => values[next() % values.length] ?? "";
  const count = 1 + (next() % 30);
  return Array.from({ length: count }, () => {
    const minutesAgo = [0, 1, 10, 29, 31, 119, 120, 121, 600, 20_000, -5][next() % 11] ?? 0;
    return {
      userName: `story ${seed}`,
      ipAddress: pick(ADDRESSES),
      userAgent: pick(AGENTS),
      browserLanguage: pick(["", "de-CH,de;q=0.9", "en"]),
      url: pick(["/", "/a?b=1", "https://a.example/x😀"]),
      eventTime: new Date(asOf - minutesAgo * 60_000).toISOString().slice(0, 23).replace("T", " "),
      eventType: pick(TYPES),
      httpCode: pick(["", "200", "404", "500"]),
      httpReferer: pick(["", "https://b.example/"]),
      emailAddress: pick(EMAILS),
      phoneNumber: pick(PHONES),
      firstName: pick(["", "Anna1"]),
      userCreated: pick(["", "2020-01-01 00:00:00", "2026-11-19 23:59:59.999"]),
      payload: '{"field_id":"q","value":"shoes"}',
    };
  });
}

/** A small linear congruential generator: the same numbers on every machine. */
function randomIntegers(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 8;
  };
}
