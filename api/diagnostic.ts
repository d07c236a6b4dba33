import { z } from "zod";

/** Where in a file, in UTF-16 code units from its start; `end` is exclusive. */
export const SourceSpan = z.object({ file: z.string(), start: z.int().min(0), end: z.int().min(0) });

/** A problem in rule text as it travels: the code names its page in the documentation. */
export const RuleDiagnostic = z.object({
  code: z.string(),
  severity: z.enum(["error", "warning", "info"]),
  message: z.string(),
  span: SourceSpan,
  /** The code frame that the command line prints, without colours. */
  frame: z.string(),
});
export type RuleDiagnostic = z.infer<typeof RuleDiagnostic>;
