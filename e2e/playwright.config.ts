import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';

const executablePath = process.env['SLIPWAY_CHROMIUM'];

export default defineConfig({
  testDir: '.',
  testMatch: '*.test.ts',
  outputDir: 'output',
  globalSetup: './fixtures/announce-shell.ts',
  // Time limits only catch what hangs: a slow or busy machine passes, too.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  // Every test starts an app of its own.
  workers: availableParallelism(),
  forbidOnly: true,
  reporter: 'list',
  use: {
    actionTimeout: 60_000,
    launchOptions: executablePath === undefined ? {} : { executablePath },
  },
});
