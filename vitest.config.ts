import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/own-temporary-folder.ts"],
    reporters: ["default"],
    // Every worker loads a module once, not once for each file: that was a third of the time. The
    // builders keep nothing between tests, and files pass in any order (--sequence.shuffle.files).
    pool: "forks",
    isolate: false,
    maxWorkers: "100%",
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
