import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { getPack, reloadPack as reloadPackContract, type PackFile } from "../../api/index.ts";
import type { Diagnostic } from "../../dsl/diagnostics/index.ts";
import { ruleWeights, textHash, type LoadedFile, type LoadedPack } from "../../runtime/index.ts";
import type { ConsoleOptions } from "./console-options.ts";
import { findApp } from "./find-app.ts";
import { packVersion } from "./pack-version.ts";
import { reloadAnswer } from "./reload-answer.ts";
import { ruleDiagnostics } from "./rule-diagnostics.ts";

/** The pack with its text: what an editor needs to check a file among its neighbours. */
export const packRoutes: FastifyPluginAsyncZod<ConsoleOptions> = async (app, { store, pack, reloadPack }) => {
  app.route({
    ...getPack,
    handler: async ({ query }) => {
      const { appId } = await findApp(store, query.app);
      const loaded = pack();
      const weights = await ruleWeights(store, appId);
      const rules = rulesByFile(loaded, weights);
      const count = countProblems(loaded.diagnostics);
      return {
        version: packVersion(loaded),
        files: loaded.files.map((file) => packFile(file, rules.get(file.path) ?? [], count)),
        lists: loaded.lists.map(({ path, text, builtin }) => ({ path, text, builtin })),
        diagnostics: ruleDiagnostics(loaded.diagnostics, loaded.files),
      };
    },
  });

  app.route({
    ...reloadPackContract,
    handler: async (_request, reply) => {
      const reload = await reloadPack();
      return reply.status(reload.outcome === "kept" ? 422 : 200).send(reloadAnswer(reload));
    },
  });
};

type Rules = PackFile["rules"];

function rulesByFile({ pack }: LoadedPack, weights: ReadonlyMap<string, number>): ReadonlyMap<string, Rules> {
  const byFile = new Map<string, Rules>();
  for (const { id, title, metadata, span } of pack.rules) {
    const rule = { id, title, severity: metadata.severity, tags: [...metadata.tags], weight: weights.get(id) ?? 0 };
    byFile.set(span.file, [...(byFile.get(span.file) ?? []), rule]);
  }
  return byFile;
}

type Count = (path: string, severity: Diagnostic["severity"]) => number;

function countProblems(problems: readonly Diagnostic[]): Count {
  const counts = new Map<string, number>();
  for (const { severity, span } of problems) {
    const key = `${severity} ${span.file}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return (path, severity) => counts.get(`${severity} ${path}`) ?? 0;
}

function packFile({ path, text, builtin }: LoadedFile, rules: Rules, count: Count): PackFile {
  return {
    path,
    text,
    hash: textHash(text),
    builtin,
    rules,
    errors: count(path, "error"),
    warnings: count(path, "warning"),
  };
}
