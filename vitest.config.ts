import { defineConfig } from "vitest/config";

/** Tests of pure functions: text or data in, text or data out. Nothing that they load keeps anything from one file to the next. */
const PURE = ["{dsl,presets}/**/*.test.ts", "rules/*/**/*.test.ts", "rules/every-rule-is-complete.test.ts"];

const NEVER = ["**/node_modules/**", "dist/**", ".tocsin/**"];

export default defineConfig({
  test: {
    environment: "node",
    // Real databases, real browsers and a shared two-core machine: a slow test is not a failed one.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    teardownTimeout: 60_000,
    expect: { poll: { timeout: 200_000 } },
    maxWorkers: 2,
    // Files of the project whose name comes first are begun first: the longest ones are there, and both workers share all files.
    projects: [
      {
        extends: true,
        test: {
          name: "alone",
          globalSetup: ["test/database/global-setup.ts"],
          include: [
            "{api,bench,cli,clients,compiler,dsl,presets,rules,runtime,scripts,server,studio,test}/**/*.test.{ts,tsx}",
          ],
          exclude: [...NEVER, ...PURE],
        },
      },
      {
        extends: true,
        // Loading the compiler's front end takes far longer than a test of it: a worker loads it once for all these files.
        test: { name: "together", isolate: false, include: PURE, exclude: NEVER },
      },
    ],
  },
});
