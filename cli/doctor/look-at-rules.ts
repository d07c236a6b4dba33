import { stat } from "node:fs/promises";
import { isStale, listSources, loadPack, PackError, sourcesFolder } from "../../runtime/index.ts";
import { plural } from "../output/print-diagnostics.ts";
import { warning, well, wrong, type Finding } from "./finding.ts";

/** Can the rules be loaded that a server would judge by? */
export async function lookAtRules(root: string, rulesDir: string | undefined): Promise<Finding> {
  if (rulesDir !== undefined && !(await stat(rulesDir).catch(() => null))?.isDirectory())
    return wrong("rules", `the folder of rules ${rulesDir} is not there`, "make it, or correct TOCSIN_RULES");
  try {
    const { pack, fingerprint } = await loadPack({ builtIn: root, user: rulesDir });
    return well("rules", `${plural(pack.rules.length, "rule")} judge, as pack ${fingerprint.slice(0, 12)}`);
  } catch (error) {
    if (error instanceof PackError)
      return wrong("rules", error.message, `\`tocsin check ${rulesDir ?? "rules"}\` shows all errors`);
    throw error;
  }
}

const DAY_MS = 86_400_000;

/** Files of data that an operator brought: too old ones no longer deny anything. */
export async function lookAtSources(dataDir: string, now: number): Promise<readonly Finding[]> {
  const unreadable: string[] = [];
  const sources = await listSources(sourcesFolder(dataDir), (file) => unreadable.push(file));
  if (sources.length + unreadable.length === 0)
    return [well("sources", "no file of data was brought: the tables that come with Tocsin answer")];
  return [
    ...unreadable.map((file) =>
      wrong("sources", `the description ${file} of a source cannot be read`, "import the source again"),
    ),
    ...sources.map((source) => {
      const days = Math.floor((now - source.date.getTime()) / DAY_MS);
      const sentence = `the source ${source.name} is ${plural(days, "day")} old`;
      return source.facts.some((fact) => isStale(source, fact, now))
        ? warning(
            "sources",
            `${sentence}: what it does not name is unknown now`,
            "`tocsin data refresh`, or import a newer file",
          )
        : well("sources", sentence);
    }),
  ];
}
