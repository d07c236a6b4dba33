import fc from "fast-check";
import type { BoundPack } from "../../../dsl/binder/bound.ts";
import { checkPack, type PackFile } from "../../../dsl/checks/check-pack.ts";
import type { ListEntries } from "../../plan/list-entries.ts";
import type { DescribedUser } from "../described-relations.ts";
import type { Member } from "../population.ts";
import { createDraw } from "./draw.ts";
import { generateEntries } from "./entries.ts";
import { generateMember } from "./member.ts";
import { generateProgram } from "./program.ts";
import { generateUser } from "./user.ts";

/** A generated program as its text and as checked. */
export interface GeneratedProgram {
  readonly files: readonly PackFile[];
  readonly pack: BoundPack;
}

/**
 * Well-typed programs as rule text. Generated text is nearly always well-typed; a declaration that the checker refuses all
 * the same (a field compared with itself, a constant that divides by zero) is left out, with what depends on it.
 */
export const programArbitrary: fc.Arbitrary<GeneratedProgram> = decisions(200, 1_200).map((numbers) =>
  withoutRefused(generateProgram(createDraw(numbers))),
);

/** Programs that mostly ask about peers. */
export const peersProgramArbitrary: fc.Arbitrary<GeneratedProgram> = decisions(200, 1_200).map((numbers) =>
  withoutRefused(generateProgram(createDraw(numbers), { peers: 70 })),
);

/** Users whose rows and fields are anything the catalogue allows. */
export function usersArbitrary(count: number): fc.Arbitrary<readonly DescribedUser[]> {
  return decisions(1, count * 900).map((numbers) => {
    const draw = createDraw(numbers);
    return Array.from({ length: count }, (_, i) => ({ userId: `u${i}`, context: generateUser(draw) }));
  });
}

/** Users among each other: their peers follow from what they share. */
export function membersArbitrary(count: number): fc.Arbitrary<readonly Member[]> {
  return decisions(1, count * 950).map((numbers) => {
    const draw = createDraw(numbers);
    return Array.from({ length: count }, (_, i) => generateMember(`u${String(i).padStart(2, "0")}`, draw));
  });
}

/** Entries of the runtime lists. */
export const entriesArbitrary: fc.Arbitrary<ListEntries> = decisions(1, 50).map((numbers) =>
  generateEntries(createDraw(numbers)),
);

/** Shrinks by getting shorter and smaller, which generators turn into simpler things. */
function decisions(fewest: number, most: number): fc.Arbitrary<readonly number[]> {
  return fc.noBias(fc.array(fc.nat({ max: 0xffff }), { minLength: fewest, maxLength: most, size: "max" }));
}

function withoutRefused(generated: readonly PackFile[]): GeneratedProgram {
  let files = generated;
  // Every round leaves out at least one file.
  while (files.length > 0) {
    const { pack, diagnostics } = checkPack({ files, listFiles: new Map() });
    if (pack !== null) return { files, pack };
    const refused = new Set(diagnostics.flatMap(({ severity, span }) => (severity === "error" ? [span.file] : [])));
    files = files.filter(({ path }) => !refused.has(path));
  }
  throw new Error("invariant: the shared declarations of generated programs are well-typed");
}
