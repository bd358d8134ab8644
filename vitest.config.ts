import { defineConfig } from "vitest/config";

export default defineConfig({
  // Vite would take graphql's second, ESM build for our sources, whose types the libraries' own build refuses.
  resolve: { alias: [{ find: /^graphql$/u, replacement: "graphql/index.js" }] },
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/index-once.ts", "test/scratch-folder.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two cores are the machine we promise to run on; more workers only make the model tests fight.
    maxWorkers: 2,
  },
});
