import { z } from "zod";

/** A file as it stands in the editor: it takes the place of the pack's file of that path, for one question only. */
export const RuleSource = z.object({ path: z.string().min(1).max(300), text: z.string().max(1_000_000) });
