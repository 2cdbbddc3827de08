// Unit tests: no engine, no registry, no network.

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['__tests__/**/*.test.ts'],
    // Long enough for a loaded machine; what is not linear in a file of an attacker's takes hours.
    testTimeout: 60_000,
    exclude: ['**/node_modules/**', '__tests__/**/*.itg.test.ts'],
    // Both ship as modules that Node itself cannot load: imports without extensions, JSON without attributes.
    server: { deps: { inline: [/@actions\/(workflow-parser|expressions)/] } },
  },
});
