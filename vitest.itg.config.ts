// Integration tests: a real engine and a real registry, one file at a time, for they share both.

import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const setup = '__tests__/itg/setup.ts';
// Real Portage takes its time; the stand-in of it does not.
const timeout = process.env.TEST_STAGE3 === undefined ? 300_000 : 3_600_000;

export default defineConfig({
  test: {
    include: ['__tests__/**/*.itg.test.ts'],
    exclude: ['**/node_modules/**'],
    fileParallelism: false,
    testTimeout: timeout,
    hookTimeout: timeout,
    globalSetup: existsSync(setup) ? [setup] : [],
    server: { deps: { inline: [/@actions\/(workflow-parser|expressions)/] } },
  },
});
