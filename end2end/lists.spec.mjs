import { readFile } from 'node:fs/promises';

import { expect, test } from './fixtures.mjs';
import { HERO, holdsLongNames, rowsOf } from './steps.mjs';

test.use({ ownDesk: 'lists' });
test.setTimeout(300_000);

test('a list is taken away as a file with exactly the rows that its filter shows', async ({ page, signIn }) => {
  await signIn('support');
  await rowsOf(page, '/customers?q=aurora');
  const shown = await page.locator('main tbody tr').count();
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export CSV' }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toMatch(/^partnerdesk-customers-.*\.csv$/);
  const text = await readFile(await download.path(), 'utf8');
  const lines = text.trimEnd().split('\r\n');
  expect(lines).toHaveLength(shown + 1);
  expect(text).toContain(HERO);
  await page.goto('/activity?deed=export');
  await expect(page.locator('main tbody tr').first()).toContainText('Export list');
});

test('rows come compact when asked, on every page', async ({ page, signIn, accessible }) => {
  await signIn('manager');
  await rowsOf(page, '/customers');
  const row = page.locator('main tbody tr').nth(1);
  const comfortable = (await row.boundingBox()).height;
  await page.locator('summary', { hasText: 'manager' }).click();
  await page.getByRole('button', { name: 'Compact' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-density', 'compact');
  expect((await row.boundingBox()).height).toBeLessThan(comfortable);
  await page.goto('/budgets');
  await expect(page.locator('html')).toHaveAttribute('data-density', 'compact');
  await accessible();
});

test('every partner call is listed with its health and the changes that touch it', async ({
  page,
  signIn,
  accessible,
}) => {
  await signIn('support');
  await rowsOf(page, '/status?q=PayOrders', 2);
  await accessible();
  await expect(page.locator('main')).toContainText('deprecated');
  await page.locator('main tbody').getByRole('link', { name: /^Pay/ }).first().click();
  await expect(page).toHaveURL(/\/status\/PayOrders/);
  await expect(page.locator('main')).toContainText('CBC.99000088');
  await accessible();
});

test('a name without a blank pushes nothing out of the window', async ({ page, signIn }) => {
  await signIn('admin');
  for (const list of ['/customers', '/budgets', '/orders', '/renewals', '/resellers', '/activity']) {
    await rowsOf(page, list);
    await holdsLongNames(page);
  }
});
