import type { PackReloadAnswer } from "../../api/index.ts";
import { BrokenPack } from "../../runtime/index.ts";
import type { PackReload } from "../pack-holder.ts";
import { ruleDiagnostics } from "./rule-diagnostics.ts";

/** What became of reading the pack again, as the contract says it. */
export function reloadAnswer(reload: PackReload): PackReloadAnswer {
  const { outcome, pack } = reload;
  const rules = pack.pack.rules.length;
  if (outcome !== "kept")
    return { outcome, rules, reason: null, diagnostics: ruleDiagnostics(pack.diagnostics, pack.files) };
  const { error } = reload;
  const diagnostics = error instanceof BrokenPack ? ruleDiagnostics(error.diagnostics, error.files) : [];
  return { outcome, rules, reason: error.message, diagnostics };
}
