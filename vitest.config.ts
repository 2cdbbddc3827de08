// Unit tests: no engine, no registry, no network.

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['__tests__/**/*.test.ts'],
    exclude: ['**/node_modules/**', '__tests__/**/*.itg.test.ts'],
    // Both ship as modules that Node itself cannot load: imports without extensions, JSON without attributes.
    server: { deps: { inline: [/@actions\/(workflow-parser|expressions)/] } },
  },
});
