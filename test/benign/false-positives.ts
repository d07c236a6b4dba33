import type { Pool } from "pg";
import { lower } from "../../compiler/index.ts";
import { loadPack } from "../../runtime/index.ts";
import { judgeHonest } from "./judge-honest.ts";
import { honestUsers, MOMENTS } from "./population.ts";
import { renderFalsePositives } from "./render-page.ts";

/** The page of false positives of the pack below `root`, on an empty database. */
export async function falsePositives(pool: Pool, root: string): Promise<string> {
  const { pack } = await loadPack({ builtIn: root });
  const judged = await judgeHonest({ pool, plan: lower(pack), users: honestUsers(), moments: MOMENTS });
  return renderFalsePositives(pack, judged);
}
