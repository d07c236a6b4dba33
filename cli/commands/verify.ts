import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { z } from "zod";
import { lower, type LoadSeams, verifyPack } from "../../compiler/index.ts";
import { planFingerprint, type OpenDatabase } from "../../runtime/index.ts";
import { CliError } from "../cli-error.ts";
import { defineCommand, type Command } from "../command.ts";
import { withDatabase } from "../database.ts";
import { EXIT } from "../exit-code.ts";
import { certificateOf } from "../output/certificate.ts";
import { printDiagnostics } from "../output/print-diagnostics.ts";
import { createProgress } from "../output/progress.ts";
import { printVerification, verificationJson } from "../output/verification.ts";
import { checkWorkspace, openWorkspace } from "../workspace/open-workspace.ts";

/** The command; `seams` are faults that a test puts into one target. */
export function createVerifyCommand(seams: LoadSeams = {}): Command {
  return defineCommand({
    arguments: "[paths...]",
    flags: [
      { flags: "--cases <n>", description: "how many users to judge (10,000)" },
      { flags: "--seed <n>", description: "makes the same users again; taken from the clock when not given" },
      { flags: "--certificate <file>", description: "write what was compared, as JSON with a checksum" },
    ],
    options: z.object({
      paths: z.array(z.string()).default([]),
      cases: z.coerce.number().int().min(1).max(10_000_000).default(10_000),
      seed: z.coerce.number().int().min(0).max(0x7fffffff).optional(),
      certificate: z.string().optional(),
    }),
    async run({ paths, cases, seed, certificate }, { host, output }) {
      const workspace = await openWorkspace(paths, host, { builtInWhenEmpty: true });
      const { pack, diagnostics, texts } = checkWorkspace(workspace);
      if (pack === null) {
        const errors = diagnostics.filter(({ severity }) => severity === "error");
        printDiagnostics(errors, texts, output);
        output.note("the rules have errors: nothing was compared");
        return EXIT.errors;
      }
      const plan = lower(pack);
      const progress = createProgress(output, "verify");
      const started = performance.now();
      const { report, postgresql } = await withDatabase(host, async ({ pool }) => ({
        postgresql: await versionOf(pool),
        report: await verifyPack(plan, {
          cases,
          seed: seed ?? host.now() % 0x7fffffff,
          run: async ({ sql, parameters }) => (await pool.query(sql, [...parameters])).rows,
          onProgress: ({ judged, of }) => progress.update(judged, of),
          signal: host.signal,
          seams,
        }),
      }))
        .catch((error: unknown) => {
          throw host.signal.aborted ? new CliError("stopped: nothing was proved") : error;
        })
        .finally(() => progress.stop());
      const verification = { report, plan, milliseconds: performance.now() - started };
      if (output.format === "json") output.json("verify", verificationJson(verification));
      else printVerification(verification, output);
      if (certificate !== undefined) {
        const path = resolve(host.cwd, certificate);
        const facts = { fingerprint: planFingerprint(plan), date: host.now(), postgresql, node: process.version };
        await writeFile(path, `${JSON.stringify(certificateOf(verification, facts), null, 2)}\n`);
        output.note(`certificate written to ${certificate}`);
      }
      return report.counterexample === null ? EXIT.fine : EXIT.tests;
    },
  });
}

export const verifyCommand = createVerifyCommand();

async function versionOf(pool: OpenDatabase["pool"]): Promise<string> {
  const { rows } = await pool.query<{ server_version: string }>("show server_version");
  return rows[0]?.server_version ?? "unknown";
}
