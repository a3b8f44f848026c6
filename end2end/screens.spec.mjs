import { readFile } from 'node:fs/promises';

import { expect, test } from './fixtures.mjs';
import { HERO, findCustomer, rowsOf } from './steps.mjs';
import { everyPage, longNames, madePages, sideways, smallTargets } from './walk.mjs';

test.use({ ownDesk: 'screens' });
test.setTimeout(480_000);

/** 720 px is a window of 1440 px at 200 %, 640 px one of 1280 px. */
const WIDTHS = [1920, 1440, 1180, 1150, 1024, 900, 768, 720, 640, 390];

test('nothing scrolls sideways at any width, and every target is large enough', async ({ page, signIn }) => {
  await signIn('admin');
  const wrong = [];
  for (const path of [...(await everyPage(page)), ...(await madePages(page))]) {
    await page.goto(path);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      const wide = await page.evaluate(sideways);
      if (wide) wrong.push(`${path}: ${wide}`);
      const small = await page.evaluate(smallTargets);
      wrong.push(...small.map((target) => `${path} at ${width}: ${target}`));
    }
  }
  expect(wrong).toEqual([]);
});

test('names of 64 letters without a blank wrap on every page', async ({ page, signIn }) => {
  await signIn('admin');
  const wrong = [];
  for (const path of await everyPage(page)) {
    await page.goto(path);
    await page.evaluate(longNames);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      const wide = await page.evaluate(sideways);
      if (wide) wrong.push(`${path}: ${wide}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('the tablet shows the words of its index', async ({ page, signIn }) => {
  await page.setViewportSize({ width: 768, height: 1024 });
  await signIn('admin');
  await page.goto('/customers');
  for (const name of ['Overview', 'Customers', 'Budgets', 'Orders', 'Renewals', 'Resellers', 'Activity', 'API status']) {
    const word = page.locator('.sections').getByText(name, { exact: true });
    const box = await word.boundingBox();
    expect(box.width, name).toBeGreaterThan(20);
    expect(box.height, name).toBeGreaterThan(8);
  }
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('no list loses customer, status or expiry', async ({ page, signIn }) => {
    await signIn('admin');
    for (const [list, fields] of [
      ['/customers', ['Status', 'Next expiry']],
      ['/budgets', ['Used', 'Remaining', 'Runs out (est.)']],
      ['/orders?status=6', ['Customer', 'Status', 'Payment deadline']],
      ['/renewals', ['Customer', 'Status', 'Expires', 'On expiry']],
      ['/activity', ['Customer']],
    ]) {
      await rowsOf(page, list);
      for (const field of fields) {
        const cell = page.locator(`main tbody tr:first-child [data-label="${field}"]`);
        await expect(cell, `${list}: ${field}`).toBeVisible();
      }
    }
  });

  test('the day on which data is deleted stands wherever its resource does', async ({ page, signIn }) => {
    await signIn('admin');
    await rowsOf(page, '/renewals?window=past');
    const day = page.locator('main tbody tr:first-child .deletion').first();
    await expect(day).toBeVisible();
    await expect(day).toContainText('(est.)');
    const customer = await page.locator('main tbody tr:first-child a[href^="/customers/"]').first().getAttribute('href');
    await page.goto('/');
    await expect(page.locator('#risks .deletion').first()).toBeVisible();
    await page.goto(customer);
    await expect(page.locator('#resources .deletion').first()).toBeVisible();
  });

  test('a list is sorted by a select', async ({ page, signIn, javaScriptEnabled }) => {
    await signIn('admin');
    await rowsOf(page, '/customers');
    const select = page.getByLabel('Sort by');
    await expect(select).toBeVisible();
    await select.selectOption({ label: 'Remaining, descending' });
    if (javaScriptEnabled === false) await page.getByRole('button', { name: 'Apply filters' }).click();
    await page.waitForURL(/order=left\.desc/);
    await expect(page.getByLabel('Sort by')).toHaveValue('left.desc');
    const amounts = await page.locator('main tbody [data-label="Remaining"]').allTextContents();
    const shown = amounts.filter((text) => /\d/.test(text)).map((text) => Number(text.replace('\u2212', '-').replace(/[^\d.-]/g, '')));
    expect(shown).toEqual([...shown].sort((a, b) => b - a));
    const blank = amounts.map((text) => !/\d/.test(text));
    expect(blank, 'blanks last').toEqual([...blank].sort());
  });
});

test('on a wide window a row opens beside its list, by a plain link', async ({ page, signIn, accessible }) => {
  await page.setViewportSize({ width: 1920, height: 1000 });
  await signIn('admin');
  for (const list of ['/customers', '/budgets', '/orders?status=6']) {
    await rowsOf(page, list);
    const name = await page.locator('main tbody a.row-link').first().textContent();
    await page.getByRole('link', { name: `Preview ${name}` }).first().click();
    await page.waitForURL(/peek=/);
    const panel = page.getByRole('complementary', { name: 'Preview' });
    await expect(panel.getByRole('heading').first()).toBeVisible();
    const [beside, table] = [await panel.boundingBox(), await page.locator('main .beside table').first().boundingBox()];
    expect(beside.x, list).toBeGreaterThanOrEqual(table.x + table.width);
    expect(beside.x + beside.width, list).toBeLessThanOrEqual(1920);
    await accessible();
    await panel.getByRole('link', { name: 'Close preview' }).click();
    await expect(panel).toHaveCount(0);
    expect(new URL(page.url()).pathname + new URL(page.url()).search, list).toBe(list);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(page.locator('main a[data-peek]').first()).toBeHidden();
});

test('the time zone is the browser’s until another is chosen, and is kept', async ({ page, signIn, javaScriptEnabled }) => {
  const scripted = javaScriptEnabled !== false;
  const told = scripted && page.waitForResponse(/\/api\/view/);
  await page.goto('/sign-in');
  await told;
  await signIn('support');
  await rowsOf(page, '/activity');
  const time = page.locator('main tbody time').first();
  const hour = async (timeZone) => {
    const at = new Date(await time.getAttribute('datetime'));
    return at.toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  };
  await expect(time).toContainText(await hour(scripted ? 'Europe/Berlin' : 'UTC'));
  const unknown = page.getByText('your browser does not tell its time zone');
  if (scripted) await expect(unknown).toBeHidden();
  else await expect(unknown).toBeVisible();

  await page.goto('/settings');
  await page.getByLabel('Time zone').selectOption('Asia/Shanghai');
  await page.getByRole('button', { name: 'Save time zone' }).click();
  await expect(page.getByLabel('Time zone')).toHaveValue('Asia/Shanghai');
  await page.goto('/activity');
  await expect(time).toContainText(await hour('Asia/Shanghai'));
  await expect(unknown).toHaveCount(0);

  // Kept with the account: another browser knows it.
  await page.context().clearCookies();
  await signIn('support');
  await page.goto('/activity');
  await expect(time).toContainText(await hour('Asia/Shanghai'));
  await page.goto('/settings');
  await page.getByLabel('Time zone').selectOption('auto');
  await page.getByRole('button', { name: 'Save time zone' }).click();
});

test.describe('while nothing arrives at the desk', () => {
  test.use({ expectedErrors: [/api\/view|ERR_FAILED/] });

  test('a density is not lost when one goes on at once', async ({ page, signIn, javaScriptEnabled }) => {
    test.skip(javaScriptEnabled === false, 'without script a choice is a page of its own');
    await signIn('support');
    await page.goto('/help');
    await page.locator('summary', { hasText: 'support' }).click();
    // Nothing that is sent arrives any more: the next page knows all the same.
    await page.route('**/api/**', (route) => route.abort());
    await page.getByRole('button', { name: 'Compact' }).click();
    await page.goto('/settings');
    await expect(page.locator('html')).toHaveAttribute('data-density', 'compact');
  });
});

test('paper has what is known, by whom and of when, and nothing to press', async ({ page, signIn, browserName }) => {
  await signIn('admin');
  await rowsOf(page, '/orders?status=6');
  for (const path of await everyPage(page)) {
    await page.goto(path);
    await page.emulateMedia({ media: 'print' });
    const pressed = page.locator('button, .button, input:not([type="hidden"]), select, .sections a, .pager a');
    expect(await pressed.filter({ visible: true }).count(), `${path}: to press`).toBe(0);
    await expect(page.locator('.strip-env'), path).toBeVisible();
    const printed = page.locator('.printed');
    await expect(printed, path).toBeVisible();
    expect(await printed.getAttribute('data-by')).toMatch(/^Printed by admin\. As of \d+ \w+ \d{4}, \d\d:\d\d \(/);
    // No age, but the instant.
    const ages = page.locator('.due .far').filter({ visible: true });
    expect(await ages.count(), `${path}: ages`).toBe(0);
    await page.emulateMedia({ media: 'screen' });
  }
  await page.goto('/orders?status=6');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('main thead')).toHaveCSS('display', 'table-header-group');
  if (browserName === 'chromium') {
    const file = test.info().outputPath('orders.pdf');
    await page.pdf({ path: file, format: 'A4' });
    expect((await readFile(file)).length).toBeGreaterThan(10_000);
  }
});

test('what is printed of a customer is theirs', async ({ page, signIn }) => {
  await signIn('manager');
  await findCustomer(page, HERO);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { level: 1 })).toContainText(HERO);
  await expect(page.locator('main')).toContainText('Payment deadline');
});
