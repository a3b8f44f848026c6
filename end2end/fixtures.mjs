// The base of every browser test. Import `test` and `expect` from here, never from Playwright.
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect } from '@playwright/test';

import { signIn, watch } from './browser.mjs';
import { startDesk } from './desk.mjs';

/** WCAG 2.2 AA, with the names that axe uses. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export const test = base.extend({
  /**
   * Tests share a desk with the others of their worker. A file whose tests change state that others
   * read needs its own: `test.use({ ownDesk: 'payments' })`, at the top of the file.
   */
  ownDesk: ['', { scope: 'worker', option: true }],

  /** The running desk: `base`, `passwords` by role, `output()`. */
  desk: [
    // A file with another value runs in another worker, and so on another desk.
    async ({ ownDesk: _ }, use) => {
      const desk = await startDesk();
      await use(desk);
      await desk.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],

  baseURL: async ({ desk }, use) => use(desk.base),

  /** Browser errors that a test causes on purpose, as patterns. */
  expectedErrors: [[], { option: true }],

  /** Fails a test when the browser reported an error. */
  noErrors: [
    async ({ context, expectedErrors }, use) => {
      const errors = watch(context);
      await use();
      const unexpected = errors.filter((error) => !expectedErrors.some((pattern) => pattern.test(error)));
      expect(unexpected, 'errors in the console').toEqual([]);
    },
    { auto: true },
  ],

  /** `await signIn('manager')`: signs in through the form as admin, manager or support. */
  signIn: async ({ page, desk }, use) => {
    await use(async (role) => {
      const password = desk.passwords[role];
      if (!password) throw new Error(`there is no sign-in called ${role}`);
      await signIn(page, desk.base, role, password);
    });
  },

  /**
   * `await accessible()`: axe finds no problems on the page. Only with script: axe needs timers,
   * which do not work on a page without script. The window is as high as the page meanwhile: what a
   * bar at its edge covers in part is no target too small, it only has to be scrolled to.
   */
  accessible: async ({ page, javaScriptEnabled }, use) => {
    await use(async () => {
      if (javaScriptEnabled === false) return;
      const window = page.viewportSize();
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ ...window, height: Math.max(window.height, height + 200) });
      const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
      await page.setViewportSize(window);
      const found = violations.flatMap(({ id, help, nodes }) =>
        nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')}`),
      );
      expect(found, 'accessibility').toEqual([]);
    });
  },
});

export { expect };
