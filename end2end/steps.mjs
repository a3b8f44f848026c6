// Steps shared by several browser tests.
import { expect } from '@playwright/test';

/** The customer with many resources, an unpaid order and a budget used to 82 %. */
export const HERO = 'Aurora Freight Lines Pte. Ltd.';

/** Waits until a list shows rows: the mirror is filled in the background after the start. */
export async function rowsOf(page, path, least = 1) {
  await expect
    .poll(
      async () => {
        await page.goto(path);
        return page.locator('main tbody tr').count();
      },
      { timeout: 75_000, intervals: [500, 1_000, 2_000] },
    )
    .toBeGreaterThanOrEqual(least);
}

/** Opens a customer through the search box. */
export async function findCustomer(page, name) {
  await rowsOf(page, '/customers');
  const box = page.locator('#search');
  await box.fill(name);
  await box.press('Enter');
  await page.locator('main').getByRole('link', { name }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
}

/** The id of a customer, from the list; `base` is the address of another desk than that of the test. */
export async function customerOf(page, name, base = '') {
  await rowsOf(page, `${base}/customers?q=${encodeURIComponent(name)}`);
  const link = page.locator('main tbody').getByRole('link', { name }).first();
  return (await link.getAttribute('href')).match(/^\/customers\/([^/?]+)/)[1];
}

/** The page of a customer's budget. */
export async function openBudget(page, name) {
  await rowsOf(page, `/budgets?q=${encodeURIComponent(name)}`);
  await page.locator('main tbody').getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Change budget' })).toBeVisible();
}

/** Fills in a budget and submits the form. */
export async function setBudget(page, amount, type) {
  await page.getByLabel('New budget').fill(amount);
  if (type) await page.getByRole('radio', { name: new RegExp(`^${type}`) }).check();
  await page.getByRole('button', { name: /budget$/i }).last().click();
  await page.waitForLoadState();
}

/** Puts a name of 64 letters in place of the first word of each row and of the heading: nothing leaves the window. */
export async function holdsLongNames(page) {
  const size = page.viewportSize();
  for (const width of [1440, 768, 390]) {
    await page.setViewportSize({ width, height: 900 });
    const outside = await page.evaluate(() => {
      const name = 'W'.repeat(64);
      for (const place of document.querySelectorAll('main h1, main tbody tr')) {
        const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
        let text = texts.nextNode();
        while (text && (!text.data.trim() || text.parentElement.closest('label, svg'))) text = texts.nextNode();
        if (text) text.data = name;
      }
      const cells = [...document.querySelectorAll('main h1, main td')];
      const right = document.documentElement.clientWidth;
      const shown = (cell) => cell.getClientRects().length > 0;
      return cells.filter((cell) => shown(cell) && cell.getBoundingClientRect().right > right + 1).length;
    });
    expect(outside, `cells outside a window of ${width}`).toBe(0);
    const widest = await page.evaluate(() => {
      const right = (element) => element.getBoundingClientRect().right;
      const all = [...document.querySelectorAll('body *')].filter((element) => right(element) > innerWidth);
      return all.map((element) => `${element.tagName} ${element.className} ${right(element)}`).slice(0, 5);
    });
    const whole = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(whole, `${page.url()}: ${widest.join(', ')}`).toBeLessThanOrEqual(width);
  }
  await page.setViewportSize(size);
}

/** The list of {@link calm}. */
export const CALM = '/budgets?level=fine&sort=name';

/** Rows of customers of the partner without faults: budgets of some resellers' customers are refused. */
export async function calm(page) {
  await rowsOf(page, CALM, 10);
  const resellers = await page.getByLabel('Reseller').locator('option').evaluateAll((all) => all.map((one) => one.value));
  const theirs = [];
  for (const reseller of resellers.filter(Boolean)) {
    await page.goto(`${CALM}&reseller=${reseller}`);
    theirs.push(...(await page.locator('main tbody .row-link').allTextContents()));
  }
  await page.goto(CALM);
  const rows = page.locator('main tbody tr').filter({ hasNotText: /Fault Demo|frozen/ });
  return theirs.reduce((left, name) => left.filter({ hasNotText: name.trim() }), rows);
}

/** Waits until keys and clicks reach the script of a page. */
export async function scriptReady(page) {
  await page.locator('html.scripted').waitFor({ state: 'attached', timeout: 30_000 });
}
