import { defineConfig } from "vitest/config";

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
    // A worker loads the sources once for all of its files: loading them for each took as long as a fifth of all tests. So nothing that is
    // loaded may keep what one test leaves, and each file closes what it opens.
    isolate: false,
    globalSetup: ["test/database/global-setup.ts"],
    include: [
      "{api,bench,cli,clients,compiler,dsl,presets,rules,runtime,scripts,server,studio,test}/**/*.test.{ts,tsx}",
    ],
    exclude: NEVER,
  },
});
