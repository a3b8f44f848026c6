import { expect, test } from './fixtures.mjs';
import { payments } from './partner.mjs';
import { rowsOf } from './steps.mjs';

test.use({ ownDesk: 'renewals' });
test.setTimeout(300_000);

test('three resources are priced side by side, renewed, and the order is paid once', async ({
  page,
  desk,
  signIn,
  accessible,
}) => {
  await signIn('manager');
  await rowsOf(page, '/renewals?q=aurora&auto=off', 3);
  await accessible();
  const boxes = page.locator('main tbody').getByRole('checkbox');
  for (const row of [0, 1, 2]) await boxes.nth(row).check();
  await page.getByRole('button', { name: 'Get prices' }).click();

  await expect(page.getByRole('heading', { level: 1 })).toContainText('3 resources');
  const prices = page.getByRole('table', { name: /Renewal prices/ });
  for (const period of ['1 month', '6 months', '1 year']) {
    await expect(prices.getByRole('columnheader', { name: period, exact: true })).toBeVisible();
  }
  const net = prices.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Net price', exact: true }) });
  await expect(net.getByRole('cell')).toHaveCount(3);
  for (const column of [0, 1, 2]) await expect(net.getByRole('cell').nth(column)).toContainText(/USD\s*[\d,]+\.\d\d/);
  await accessible();

  await prices.getByRole('link', { name: '1 month', exact: true }).click();
  await page.waitForURL(/period=1m$/);
  const make = page.getByRole('button', { name: /^Place order, USD [\d,.]+$/ });
  const total = (await make.textContent()).match(/[\d,]+\.\d\d/)[0];
  await make.click();

  await page.waitForURL(/\/renewals\/[0-9a-f]{32}$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('pending payment');
  await page.getByRole('link', { name: 'Review and pay' }).click();
  await page.waitForURL(/\/orders\/\w+\/pay$/);
  const order = page.url().match(/\/orders\/(\w+)\/pay$/)[1];
  expect(await payments(desk, order)).toHaveLength(0);
  await expect(page.getByText('List price').first()).toBeVisible();
  await expect(page.getByText('Net price to pay')).toBeVisible();
  await accessible();
  await page.getByRole('button', { name: `Pay USD ${total}` }).click();

  await page.waitForURL(/\/payments\/[0-9a-f]{32}$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`USD ${total} paid`);
  await expect(page.getByText('Payment complete')).toBeVisible();
  await accessible();

  const [payment] = await payments(desk, order);
  expect(payment.amount).toBe(total.replaceAll(',', ''));

  // The page still exists; going back and paying again leads to the same payment.
  const paid = page.url();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`USD ${total} paid`);
  expect(page.url()).toBe(paid);
  expect(await payments(desk, order)).toHaveLength(1);
});

test('an unpaid renewal order is named as what blocks a new price, with the way out', async ({ page, signIn }) => {
  await signIn('manager');
  await rowsOf(page, '/renewals?q=aurora&auto=off', 4);
  await page.locator('main tbody').getByRole('checkbox').nth(3).check();
  await page.getByRole('button', { name: 'Get prices' }).click();
  await page.getByRole('link', { name: '1 month', exact: true }).click();
  await page.waitForURL(/period=1m$/);
  await page.getByRole('button', { name: /^Place order/ }).click();
  await page.waitForURL(/\/renewals\/[0-9a-f]{32}$/);

  await page.goto('/renewals?q=aurora&auto=off');
  await page.locator('main tbody').getByRole('checkbox').nth(3).check();
  await page.getByRole('button', { name: 'Get prices' }).click();
  await expect(page.locator('main')).toContainText('CBC.30050010');
  await expect(page.locator('main').locator('a[href^="/orders/"]').first()).toBeVisible();
});
