import { defineConfig } from '@playwright/test';

import { launchOptions } from './browser.mjs';

export default defineConfig({
  testDir: '.',
  outputDir: 'test-results',
  // Each worker runs a desk and a browser.
  workers: 2,
  // A test that passes only at the second attempt has found a problem.
  retries: 0,
  // Generous: continuous integration runs other tests beside these, and a wait ends as soon as it is over.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    launchOptions,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    colorScheme: 'light',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    actionTimeout: 20_000,
    navigationTimeout: 40_000,
  },
  projects: [
    { name: 'with-script' },
    // Every page works without script: the same tests run with and without it.
    { name: 'without-script', use: { javaScriptEnabled: false } },
  ],
});
