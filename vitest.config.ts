import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{contract,signals,backend,scripts,test}/**/*.test.ts', 'frontend/src/**/*.test.ts'],
    exclude: ['**/node_modules/**'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
