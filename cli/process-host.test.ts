import { execFile } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

const HOST = join(import.meta.dirname, "process-host.ts");

/** Runs a process with a host that fails in this way, and nobody catches it. */
const crash = (failure: string) =>
  new Promise<readonly [code: unknown, written: string]>((resolve) => {
    const program = `
      import { processHost } from ${JSON.stringify(HOST)};
      const host = processHost("/");
      host.onCrash((error) => host.note("heard of " + error.name + "\\n"));
      const error = Object.assign(new TypeError("SECRET"), { detail: "SECRET" });
      ${failure};
      setInterval(() => undefined, 1000);`;
    execFile(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program], (error, out, notes) =>
      resolve([error?.code, out + notes]),
    );
  });

it.each([
  ["an exception", "setImmediate(() => { throw error; })"],
  ["a rejection", "void Promise.reject(error)"],
])("ends after %s that nobody caught, which its listener alone tells of", async (_, failure) =>
  expect(await crash(failure)).toEqual([1, "heard of TypeError\n"]),
);
