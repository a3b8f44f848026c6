// Takes the pictures of README.md from a running demo (`make demo`), as an administrator.
//
//   node end2end/pictures.mjs [--base http://127.0.0.1:3000] [--out docs/pictures]
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { chromium } from '@playwright/test';

import { launchOptions, signIn } from './browser.mjs';
import { HERO, customerOf, rowsOf } from './steps.mjs';

const { values: options } = parseArgs({
  options: {
    base: { type: 'string', default: 'http://127.0.0.1:3000' },
    out: { type: 'string', default: 'docs/pictures' },
  },
});
const DESK = { width: 1280, height: 860 };
const PHONE = { width: 390, height: 844 };

const browser = await chromium.launch(launchOptions);

/** A page of a signed-in administrator. */
async function open(viewport, colorScheme = 'light') {
  const context = await browser.newContext({ viewport, colorScheme, locale: 'en-GB', baseURL: options.base });
  const page = await context.newPage();
  await signIn(page, options.base, 'admin', 'harbour-lights');
  return page;
}

async function take(page, name) {
  await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => {});
  await page.screenshot({ path: join(options.out, `${name}.png`) });
  console.log(`${name}.png  ${new URL(page.url()).pathname}`);
}

/** Opens the page that pays the first unpaid order of a customer. */
async function review(page, customer) {
  await rowsOf(page, `/orders?status=6&q=${encodeURIComponent(customer)}`);
  await page.locator('main tbody a.row-link').first().click();
  await page.getByRole('link', { name: 'Review and pay' }).click();
  await page.waitForURL(/\/pay$/);
}

try {
  const page = await open(DESK);
  await rowsOf(page, '/renewals?auto=off', 3);
  await page.goto('/');
  await take(page, 'overview');
  await page.goto('/status');
  await take(page, 'status');
  await page.goto(`/renewals?auto=off&q=${encodeURIComponent(HERO)}`);
  for (const row of [0, 1, 2]) await page.locator('main tbody').getByRole('checkbox').nth(row).check();
  await page.getByRole('button', { name: 'Get prices' }).click();
  await page.waitForURL(/\/renewals\/prices/);
  await take(page, 'prices');
  await review(page, HERO);
  await take(page, 'pay');
  await review(page, 'Fault Demo: reply lost');
  await page.getByRole('button', { name: /^Pay USD/ }).click();
  await page.waitForURL(/\/payments\/[0-9a-f]{32}$/);
  await take(page, 'payment');
  const dark = await open(DESK, 'dark');
  await dark.goto('/budgets');
  await take(dark, 'budgets-dark');
  const phone = await open(PHONE);
  await phone.goto(`/budgets/${await customerOf(phone, HERO)}`);
  await take(phone, 'budget-phone');
} finally {
  await browser.close();
}
