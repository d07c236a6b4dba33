import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "node",
    globalSetup: ["test/database/global-setup.ts"],
    include: [
      "{api,bench,cli,clients,compiler,dsl,presets,rules,runtime,scripts,server,studio,test}/**/*.test.{ts,tsx}",
    ],
    exclude: ["**/node_modules/**", "dist/**", ".tocsin/**"],
    // Real databases, real browsers and a shared two-core machine: a slow test is not a failed one.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    teardownTimeout: 60_000,
    expect: { poll: { timeout: 200_000 } },
    maxWorkers: 2,
  },
});
