import { expect, it } from "vitest";
import { fakeHost } from "../testing/fake-host.ts";
import { folderWith } from "../testing/folder.ts";
import { openWorkspace } from "./open-workspace.ts";

const BUILT_IN = { "rules/ip/I01_tor.tocsin": "", "presets/default.tocsin": "" };

/** What a command sees of a pack when it stands in Tocsin's own folder. */
async function inCheckout(files: Readonly<Record<string, string>>, paths: readonly string[]) {
  const root = await folderWith({ ...BUILT_IN, ...files });
  const workspace = await openWorkspace(paths, fakeHost({ cwd: root, root }));
  return {
    files: workspace.files.map(({ path }) => path),
    subjects: [...workspace.subjects].map(workspace.shown),
  };
}

it("takes the folder of a rule in a checkout for its pack, and not the checkout", async () =>
  expect(
    await inCheckout({ "my-rules/ip/X01_a.tocsin": "", "my-rules/X02_b.tocsin": "", "other/X01_c.tocsin": "" }, [
      "my-rules/ip/X01_a.tocsin",
    ]),
  ).toEqual({
    files: ["presets/default.tocsin", "rules/ip/I01_tor.tocsin", "user/X02_b.tocsin", "user/ip/X01_a.tocsin"],
    subjects: ["my-rules/ip/X01_a.tocsin"],
  }));

it("asks for a folder of one's own where a rule lies beside the built-in pack", () =>
  expect(inCheckout({ "X01_a.tocsin": "" }, ["X01_a.tocsin"])).rejects.toThrow(
    "X01_a.tocsin lies beside the built-in pack: give your rules a folder of their own",
  ));

it("looks at the built-in pack alone when only its files are asked about", async () =>
  expect(await inCheckout({ "my-rules/X01_a.tocsin": "" }, ["rules"])).toEqual({
    files: ["presets/default.tocsin", "rules/ip/I01_tor.tocsin"],
    subjects: ["rules/ip/I01_tor.tocsin"],
  }));
