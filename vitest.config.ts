import { defineConfig } from 'vitest/config';

const shared = { testTimeout: 60_000, hookTimeout: 180_000, exclude: ['**/node_modules/**'] };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: [
            '{contract,signals,backend,scripts,loadtests}/**/*.test.ts',
            'frontend/src/**/*.test.ts',
            'test/*.test.ts',
          ],
        },
      },
      {
        // Whole programs with real servers; the statutes are ingested once for all of them.
        test: {
          ...shared,
          name: 'system',
          include: ['test/{system,browser}/**/*.test.ts'],
          globalSetup: ['test/system/global-setup.ts'],
          fileParallelism: false,
        },
      },
    ],
  },
});
