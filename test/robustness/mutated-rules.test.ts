import fc from "fast-check";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, it } from "vitest";
import { compileSql, describedRelations, emitTypeScript, lower } from "../../compiler/index.ts";
import { format } from "../../dsl/format/index.ts";
import { createLanguageService, type LanguageService } from "../../dsl/language-service/index.ts";
import { checkPack } from "../../dsl/checks/check-pack.ts";
import { loadPack, type LoadedPack } from "../../runtime/packs/load-pack.ts";
import { mutatedText } from "../arbitraries/mutated-rules.ts";
import { tokenSoup } from "../arbitraries/token-soup.ts";
import { expectSound } from "./expect-sound.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

let pack: LoadedPack;
let service: LanguageService;
let texts: ReadonlyMap<string, string>;

beforeAll(async () => {
  pack = await loadPack({ builtIn: ROOT });
  texts = new Map(pack.files.map(({ path, text }) => [path, text]));
  service = createLanguageService({ files: pack.files, listFiles: listFiles() });
});

const listFiles = () => new Map(pack.lists.map(({ path, text }) => [path, text]));

/** A file of the pack, and another text for it. */
const damaged = () =>
  fc.tuple(
    fc.constantFrom(...pack.files),
    fc.oneof({ weight: 4, arbitrary: mutatedText([...texts.values()]) }, tokenSoup),
  );

it("checks a pack with a damaged file, and compiles it where it still means something", { timeout: 240_000 }, () => {
  fc.assert(
    fc.property(damaged(), ([{ path }, text]) => {
      const files = pack.files.map((file) => (file.path === path ? { ...file, text } : file));
      const { pack: bound, diagnostics } = checkPack({ files, listFiles: listFiles() });
      expectSound(
        diagnostics.filter(({ span }) => span.file === path),
        new Map([...texts, [path, text]]),
      );
      if (bound === null) return;
      const plan = lower(bound);
      expect(emitTypeScript(plan)).toContain("export function evaluate");
      expect(compileSql(plan, { asOf: 0, relations: describedRelations([]) }).rules).toEqual(
        plan.rules.map(({ id }) => id),
      );
    }),
    { numRuns: 60 },
  );
});

it("leaves a damaged file alone when it formats, and any other in its last form", { timeout: 240_000 }, () => {
  fc.assert(
    fc.property(damaged(), ([{ path }, text]) => {
      const once = format({ path, text });
      expectSound(once.diagnostics, new Map([[path, text]]));
      const broken = once.diagnostics.some(({ severity }) => severity === "error");
      expect(broken && once.text !== text).toBe(false);
      expect(format({ path, text: once.text }).text).toBe(once.text);
    }),
    { numRuns: 300 },
  );
});

it("answers an editor at every place of a damaged file", { timeout: 240_000 }, () => {
  fc.assert(
    fc.property(damaged(), fc.array(fc.nat(), { minLength: 1, maxLength: 5 }), ([{ path }, text], offsets) => {
      service.update(path, text);
      for (const offset of offsets.map((each) => each % (text.length + 1))) {
        expect(service.hover(path, offset)?.span.end ?? 0).toBeLessThanOrEqual(text.length);
        expect(service.completions(path, offset).every(({ label }) => label.length > 0)).toBe(true);
        service.definition(path, offset);
      }
      expectSound(service.diagnostics(path), new Map([...texts, [path, text]]));
      service.update(path, texts.get(path) ?? "");
    }),
    { numRuns: 40 },
  );
});
