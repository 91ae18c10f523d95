import { configDefaults, defineConfig } from 'vitest/config';

// In a Slipway run's own sandbox namespaces do not nest and there is no network: tests that start sandboxed commands,
// engines or browsers can only run outside of it.
const insideSandbox = process.env['SLIPWAY_JOB'] !== undefined;
const needsMachine = ['src/main/**', 'src/workers/**', 'src/cli/**', 'scripts/**'];

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    exclude: [...configDefaults.exclude, ...(insideSandbox ? needsMachine : [])],
    // Two cores: more workers only fight each other and stretch the real processes that tests start.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
