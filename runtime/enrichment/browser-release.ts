import releases from "../../data/browser-releases.json" with { type: "json" };

const RELEASES: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  Object.entries(releases.browsers).map(([name, versions]) => [name, new Map(Object.entries(versions))]),
);

/** The day of the table: what was released later is in no row of it. */
export const RELEASES_AS_OF = releases.date;

export interface NamedBrowser {
  readonly browser: string | null;
  /** `126.0`; the table has `126`, of Safari also `17.1`. */
  readonly version: string | null;
  readonly userAgent: string;
}

/**
 * The day on which this version of a browser came out: how old it is can be told from that in every year to come. A browser
 * without a row of its own that names its Chromium (`Chrome/126…`) is as old as that. Null when neither is known.
 */
export function releaseOf({ browser, version, userAgent }: NamedBrowser): Date | null {
  const own = browser === null ? undefined : RELEASES.get(browser);
  const day = own === undefined ? dayOf("Chrome", chromiumOf(userAgent)) : dayOf(browser, version);
  return day === null ? null : new Date(day);
}

function dayOf(browser: string | null, version: string | null): string | null {
  if (browser === null || version === null) return null;
  const days = RELEASES.get(browser);
  const [major = ""] = version.split(".");
  return days?.get(version) ?? days?.get(major) ?? null;
}

// Only of what calls itself a browser in the usual form.
function chromiumOf(userAgent: string): string | null {
  return /^Mozilla\/5\.0 .*\bChrome\/(\d{1,4})\./.exec(userAgent)?.[1] ?? null;
}
