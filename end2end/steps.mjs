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
  const box = page.getByPlaceholder('Name, account, customer, order or resource ID');
  await box.fill(name);
  await box.press('Enter');
  await page.locator('main').getByRole('link', { name }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
}

/** The id of a customer, from the list. */
export async function customerOf(page, name) {
  await rowsOf(page, `/customers?q=${encodeURIComponent(name)}`);
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
