import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { z } from "zod";
import { defineCommand } from "../command.ts";
import { patchOf } from "../output/patch.ts";
import { countProblems, plural } from "../output/print-diagnostics.ts";
import { problemsExit } from "../output/problems-exit.ts";
import { fixWorkspace } from "../workspace/fix-workspace.ts";
import { openWorkspace } from "../workspace/open-workspace.ts";

/** Applies the repairs that change nothing rules mean. */
export const fixCommand = defineCommand({
  arguments: "[paths...]",
  flags: [{ flags: "--dry-run", description: "show what would change and write nothing" }],
  options: z.object({ paths: z.array(z.string()).default([]), dryRun: z.boolean().default(false) }),
  async run({ paths, dryRun }, { host, output }) {
    const before = await openWorkspace(paths, host);
    const { files, fixes, remaining } = fixWorkspace(before, host.now());
    const old = new Map(before.files.map(({ path, text }) => [path, text]));
    const changed = files
      .map(({ path, text }) => ({ path: before.shown(path), before: old.get(path) ?? "", after: text }))
      .filter((file) => file.before !== file.after);
    const left = remaining.filter(({ span }) => before.subjects.has(span.file));
    if (output.format === "json")
      output.json("fix", { fixes, written: !dryRun, files: changed, remaining: left.length });
    else if (dryRun) for (const file of changed) output.print(patchOf(file.path, file.before, file.after));
    if (!dryRun) for (const { path, after } of changed) await writeFile(resolve(host.cwd, path), after);
    const said = `${plural(fixes, "fix").replace("fixs", "fixes")} in ${plural(changed.length, "file")}`;
    output.note(`${said}${dryRun ? ", nothing written" : ""}; left: ${countProblems(left)}`);
    return problemsExit(left, "error");
  },
});
