import { defineConfig } from '@playwright/test';

const executablePath = process.env['SLIPWAY_CHROMIUM'];

export default defineConfig({
  testDir: '.',
  testMatch: '*.test.ts',
  outputDir: 'output',
  globalSetup: './fixtures/announce-shell.ts',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // Two cores: every test runs a whole engine beside a browser.
  workers: 1,
  forbidOnly: true,
  reporter: 'list',
  use: {
    actionTimeout: 10_000,
    launchOptions: executablePath === undefined ? {} : { executablePath },
  },
});
