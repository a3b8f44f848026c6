// A budget that is too small is raised and the purchase goes on: from each place where it is found out,
// with and without script.
import { expect, test } from './fixtures.mjs';
import { newOrder, payments } from './partner.mjs';
import { HERO, customerOf, rowsOf } from './steps.mjs';

test.use({ ownDesk: 'raise' });
test.setTimeout(300_000);

const heading = (page) => page.getByRole('heading', { level: 1 });
const raise = (page) => page.getByRole('link', { name: /^Increase (to USD [\d,.]+|budget) and (pay|renew)$/ }).first();

/** An order that the budget of the first customer does not cover by far, on the page that pays it. */
async function tooDear({ page, desk, signIn }, amount) {
  await signIn('admin');
  const order = await newOrder(desk, await customerOf(page, HERO), amount);
  await page.goto(`/orders/${order}/pay`);
  await expect(page.getByText('The customer’s budget does not cover this order. Short by USD')).toBeVisible();
  return order;
}

/** The form, filled in with what covers the purchase, and back. */
async function raiseAndReturn(page, back) {
  await raise(page).click();
  await expect(page.getByText('rounded up to a multiple of 10')).toBeVisible();
  await page.getByRole('button', { name: /^(Change|Set) budget$/ }).click();
  await page.waitForURL(back);
  await expect(page.getByText('Budget set.')).toBeVisible();
}

async function payNow(page, desk, order, amount) {
  expect(await payments(desk, order)).toHaveLength(0);
  await page.getByRole('button', { name: `Pay USD ${amount}`, exact: true }).click();
  await page.waitForURL(/\/payments\/[0-9a-f]{32}$/);
  await expect(heading(page)).toHaveText(`USD ${amount} paid`, { timeout: 60_000 });
  expect(await payments(desk, order)).toHaveLength(1);
}

test('from the page that pays', async ({ page, desk, signIn, accessible }) => {
  const order = await tooDear({ page, desk, signIn }, 60_000);
  await accessible();
  await raiseAndReturn(page, new RegExp(`/orders/${order}/pay$`));
  await payNow(page, desk, order, '60,000.00');
});

test('from the refusal of a payment', async ({ page, desk, signIn, accessible }) => {
  const order = await tooDear({ page, desk, signIn }, 120_000);
  await page.getByRole('button', { name: 'Pay USD 120,000.00', exact: true }).click();
  await page.waitForURL(/\/payments\/[0-9a-f]{32}$/);
  await expect(heading(page)).toHaveText('USD 120,000.00: payment rejected', { timeout: 60_000 });
  await expect(page.getByText('You can fix this: increase the budget')).toBeVisible();
  await accessible();
  await raiseAndReturn(page, new RegExp(`/orders/${order}/pay$`));
  await payNow(page, desk, order, '120,000.00');
});

/** The prices of the last resources of a customer, once its budget is far too small. */
async function prices(page, signIn) {
  await signIn('admin');
  const customer = await customerOf(page, HERO);
  await page.goto(`/budgets/${customer}`);
  await page.getByLabel('New budget').fill('1');
  await page.getByRole('radio', { name: /^Monthly/ }).check();
  await page.getByRole('button', { name: 'Change budget' }).click();
  // Below the used amount: the form asks once more.
  await page.getByRole('checkbox', { name: /^Cut the budget/ }).check();
  await page.getByRole('button', { name: 'Change budget' }).click();
  await expect(page.getByText('Budget set.')).toBeVisible();
  await rowsOf(page, '/renewals?q=aurora&auto=off', 2);
  await page.locator('main tbody').getByRole('checkbox').last().check();
  await page.getByRole('button', { name: 'Get prices' }).click();
  await expect(heading(page)).toContainText('1 resource');
}

test('from the prices of a renewal', async ({ page, signIn, accessible }) => {
  await prices(page, signIn);
  await expect(page.getByText(/^1 year: short by USD/)).toBeVisible();
  await accessible();
  await raiseAndReturn(page, /\/renewals\/prices\?id=[^&]+&period=1m$/);
  await expect(page.getByRole('button', { name: /^Place order, USD/ })).toBeVisible();
});

test('from the review of a renewal', async ({ page, signIn, accessible }) => {
  await prices(page, signIn);
  await page.getByRole('link', { name: '1 year', exact: true }).click();
  await page.waitForURL(/period=1y$/);
  await expect(page.getByText('The customer’s budget does not cover this renewal. Short by USD')).toBeVisible();
  await accessible();
  await raiseAndReturn(page, /\/renewals\/prices\?id=[^&]+&period=1y$/);
  await expect(page.getByText('Short by')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Place order, USD/ })).toBeVisible();
});

test('the burn-down of a budget is a drawing with words and a table', async ({ page, signIn, accessible }) => {
  await signIn('admin');
  const customer = await customerOf(page, HERO);
  await page.goto(`/budgets/${customer}`);
  const chart = page.getByRole('img', { name: /^Remaining budget from/ });
  await expect(chart).toBeVisible();
  await expect(page.getByRole('table', { name: 'Last reading of each day' })).toBeVisible();
  await accessible();
  for (const width of [1440, 768, 390]) {
    await page.setViewportSize({ width, height: 900 });
    const box = await chart.boundingBox();
    expect(box.x + box.width).toBeLessThanOrEqual(width);
    const size = await chart.locator('text').first().evaluate((text) => {
      const { width: shown } = text.ownerSVGElement.getBoundingClientRect();
      return (parseFloat(getComputedStyle(text).fontSize) * shown) / text.ownerSVGElement.viewBox.baseVal.width;
    });
    expect(size, `words at ${width}`).toBeGreaterThanOrEqual(9.5);
  }
});
