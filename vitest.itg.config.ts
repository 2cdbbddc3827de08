// Integration tests: a real engine and a real registry, one file at a time, for they share both.

import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const setup = '__tests__/itg/setup.ts';

export default defineConfig({
  test: {
    include: ['__tests__/**/*.itg.test.ts'],
    exclude: ['**/node_modules/**'],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    globalSetup: existsSync(setup) ? [setup] : [],
    server: { deps: { inline: [/@actions\/(workflow-parser|expressions)/] } },
  },
});
