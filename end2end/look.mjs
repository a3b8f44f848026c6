// Takes screenshots of pages, at four widths, light and dark, in one density. Without paths: of one page of
// each kind.
//
//   node end2end/look.mjs --base http://127.0.0.1:3000 --user manager --password ... --out DIR [/customers '/budgets?page=2']
//
// Writes DIR/customers-1440-light.png and so on, reports pages that log errors in the console, answer
// with an error or are wider than the window, and exits with 1 if there are any.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { chromium } from '@playwright/test';

import { launchOptions, signIn, watch } from './browser.mjs';
import { everyPage, madePages, sideways } from './walk.mjs';

const { values: options, positionals: paths } = parseArgs({
  allowPositionals: true,
  options: {
    base: { type: 'string', default: 'http://127.0.0.1:3000' },
    user: { type: 'string' },
    password: { type: 'string' },
    out: { type: 'string' },
    widths: { type: 'string', default: '1920,1440,768,390' },
    locale: { type: 'string', default: 'en-GB' },
    density: { type: 'string', default: 'comfortable' },
    'no-script': { type: 'boolean', default: false },
    // Pays, renews and plans something first, for pictures of what becomes of it.
    make: { type: 'boolean', default: false },
  },
});
if (!options.out || (paths.length === 0 && !options.user) || Boolean(options.user) !== Boolean(options.password)) {
  console.error('usage: node end2end/look.mjs [--base URL] [--user NAME --password TEXT] --out DIR [PATH...]');
  process.exit(2);
}

const HEIGHTS = { 390: 844, 768: 1024 };

/** `/customers/42?tab=orders` becomes `customers-42-tab-orders`. */
function fileName(path) {
  return path.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'overview';
}

/** One picture; returns what is wrong with the page. */
async function look(page, errors, path, file) {
  errors.length = 0;
  const found = [];
  let answer;
  try {
    answer = await page.goto(new URL(path, options.base).href, { waitUntil: 'load' });
  } catch (error) {
    return [`not loaded: ${error.message.split('\n')[0]}`];
  }
  // Islands wake up when the browser is idle; a page that never is gets its picture anyway.
  await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => {});
  await page.screenshot({ path: file, fullPage: true });
  if (answer && answer.status() >= 400) found.push(`answered ${answer.status()}`);
  const wide = await page.evaluate(sideways);
  if (wide) found.push(wide);
  return [...found, ...errors.map((error) => `console: ${error}`)];
}

await mkdir(options.out, { recursive: true });
const browser = await chromium.launch(launchOptions);
let wrong = 0;
try {
  let session;
  for (const width of options.widths.split(',').map(Number)) {
    for (const colorScheme of ['light', 'dark']) {
      const context = await browser.newContext({
        baseURL: options.base,
        viewport: { width, height: HEIGHTS[width] ?? 900 },
        colorScheme,
        locale: options.locale,
        javaScriptEnabled: !options['no-script'],
        storageState: session,
      });
      await context.addCookies([{ name: 'density', value: options.density, url: options.base }]);
      const errors = watch(context);
      const page = await context.newPage();
      if (options.user && !session) {
        await signIn(page, options.base, options.user, options.password);
        session = await context.storageState();
      }
      if (paths.length === 0) {
        paths.push(...(await everyPage(page)));
        if (options.make) paths.push(...(await madePages(page)));
      }
      for (const path of paths) {
        const file = join(options.out, `${fileName(path)}-${width}-${colorScheme}.png`);
        const found = await look(page, errors, path, file);
        console.log(`${found.length ? 'WRONG' : 'ok   '} ${file}`);
        for (const what of found) console.log(`      ${what}`);
        wrong += found.length;
      }
      await context.close();
    }
  }
} finally {
  await browser.close();
}
process.exit(wrong ? 1 : 0);
