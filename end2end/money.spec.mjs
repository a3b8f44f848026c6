// Payments with impatient users, a second tab and a bad connection. The ledger of the simulated
// partner API decides each time.
import { expect, test } from './fixtures.mjs';
import { calls, newOrder, payments, tell } from './partner.mjs';
import { HERO, customerOf, rowsOf } from './steps.mjs';

test.use({ ownDesk: 'money' });
test.setTimeout(480_000);

/** An unknown outcome is checked after 10, 30 and 70 seconds. */
const CHECKED = 100_000;

const PAYMENT = /\/payments\/[0-9a-f]{32}$/;
const button = (page, amount) => page.getByRole('button', { name: `Pay USD ${amount}`, exact: true });
const heading = (page) => page.getByRole('heading', { level: 1 });

/** Signs in as the manager and opens the payment page of a new order of the first customer. */
async function review({ page, desk, signIn }, amount, deadline) {
  await signIn('manager');
  const order = await newOrder(desk, await customerOf(page, HERO), amount, deadline);
  await page.goto(`/orders/${order}/pay`);
  await expect(button(page, `${amount}.00`)).toBeVisible();
  return order;
}

/** Paid once, by one call, however often the button was clicked. */
async function once(desk, order, amount) {
  const entries = await payments(desk, order);
  expect(entries.map((entry) => entry.amount)).toEqual([amount]);
  expect(await calls(desk, 'PayOrders', order)).toHaveLength(1);
}

test('a double click pays once', async ({ page, desk, signIn }) => {
  const order = await review({ page, desk, signIn }, 11);
  await tell(desk, 'faults', { operation: 'PayOrders', kind: 'late_effect', delay_ms: 400, times: 1 });
  await button(page, '11.00').dblclick();
  await page.waitForURL(PAYMENT);
  await expect(heading(page)).toHaveText('USD 11.00 paid', { timeout: 60_000 });
  await once(desk, order, '11.00');
});

test('the same form in two tabs pays once, and both show that payment', async ({ page, desk, signIn, context }) => {
  const order = await review({ page, desk, signIn }, 12);
  const tabs = [page, await context.newPage(), await context.newPage()];
  for (const tab of tabs.slice(1)) await tab.goto(`/orders/${order}/pay`);
  await tell(desk, 'faults', { operation: 'PayOrders', kind: 'late_effect', delay_ms: 400, times: 1 });
  await Promise.all(tabs.slice(0, 2).map((tab) => button(tab, '12.00').click()));
  // The third one is found again at the end.
  for (const tab of tabs.slice(0, 2)) await tab.waitForURL(PAYMENT);
  await expect(heading(page)).toHaveText('USD 12.00 paid', { timeout: 60_000 });
  await button(tabs[2], '12.00').click();
  await tabs[2].waitForURL(PAYMENT);
  expect(new Set(tabs.map((tab) => tab.url())).size).toBe(1);
  await expect(heading(tabs[2])).toHaveText('USD 12.00 paid');
  await once(desk, order, '12.00');
});

test('going back after paying and pressing again leads to the same payment', async ({ page, desk, signIn }) => {
  const order = await review({ page, desk, signIn }, 13);
  await button(page, '13.00').click();
  await page.waitForURL(PAYMENT);
  const payment = page.url();
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`/orders/${order}/pay$`));
  // For a moment the partner API still returns the order as unpaid, and so does the page.
  if (await button(page, '13.00').isVisible()) {
    await button(page, '13.00').click();
    await page.waitForURL(payment);
  }
  await tell(desk, 'clock', { advance_seconds: 30 });
  await page.goto(`/orders/${order}/pay`);
  await expect(heading(page)).toContainText('Nothing to pay');
  await expect(button(page, '13.00')).toHaveCount(0);
  await once(desk, order, '13.00');
});

test('a session that ends before the click pays nothing, and signing in leads back to the decision', async ({
  page,
  desk,
  signIn,
  context,
}) => {
  const order = await review({ page, desk, signIn }, 14);
  await context.clearCookies();
  await button(page, '14.00').click();
  await page.waitForURL(/\/sign-in\?/);
  expect(await calls(desk, 'PayOrders', order)).toHaveLength(0);
  await page.getByLabel('Name').fill('manager');
  await page.getByLabel('Password').fill(desk.passwords.manager);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(new RegExp(`/orders/${order}/pay$`));
  expect(await payments(desk, order)).toHaveLength(0);
  await button(page, '14.00').click();
  await page.waitForURL(PAYMENT);
  await expect(heading(page)).toHaveText('USD 14.00 paid');
  await once(desk, order, '14.00');
});

test('a price that moved in between is shown with the difference, and decided anew', async ({
  page,
  desk,
  signIn,
  accessible,
}) => {
  const order = await review({ page, desk, signIn }, 15);
  await tell(desk, 'orders/reprice', { order_id: order, amount: 17.5 });
  await button(page, '15.00').click();
  const alert = page.getByRole('alert').filter({ hasText: 'The price has changed' });
  await expect(alert).toContainText('15.00');
  await expect(alert).toContainText('17.50');
  await accessible();
  expect(await calls(desk, 'PayOrders', order)).toHaveLength(0);
  await expect(button(page, '15.00')).toHaveCount(0);
  await button(page, '17.50').click();
  await page.waitForURL(PAYMENT);
  await expect(heading(page)).toHaveText('USD 17.50 paid');
  await once(desk, order, '17.50');
});

test('a lost answer is unknown first, and the page finds out by itself', async ({ page, desk, signIn, accessible }) => {
  const order = await review({ page, desk, signIn }, 16);
  await tell(desk, 'faults', { operation: 'PayOrders', kind: 'reply_lost', times: 1 });
  await button(page, '16.00').click();
  await page.waitForURL(PAYMENT);
  await expect(heading(page)).toHaveText('USD 16.00: outcome unknown');
  await accessible();
  // No one uses the page.
  await expect(heading(page)).toHaveText('USD 16.00 paid', { timeout: CHECKED });
  await once(desk, order, '16.00');
});

test('an order whose deadline passes while the page is open is not paid', async ({ page, desk, signIn }) => {
  const order = await review({ page, desk, signIn }, 18, 3_600);
  await tell(desk, 'clock', { advance_seconds: 3_601 });
  await button(page, '18.00').click();
  await expect(page.getByRole('alert').filter({ hasText: 'Canceled' })).toBeVisible();
  await expect(button(page, '18.00')).toHaveCount(0);
  expect(await calls(desk, 'PayOrders', order)).toHaveLength(0);
  expect(await payments(desk, order)).toHaveLength(0);
});

test('a deadline that passes while the outcome is unknown settles it as not paid', async ({ page, desk, signIn }) => {
  const order = await review({ page, desk, signIn }, 19, 3_600);
  await tell(desk, 'faults', { operation: 'PayOrders', kind: 'error_without_effect', times: 1 });
  await button(page, '19.00').click();
  await page.waitForURL(PAYMENT);
  await expect(heading(page)).toHaveText('USD 19.00: outcome unknown');
  await tell(desk, 'clock', { advance_seconds: 3_601 });
  await expect(heading(page)).toHaveText('USD 19.00: not paid', { timeout: CHECKED });
  await expect(page.getByRole('link', { name: 'Review and pay again' })).toHaveCount(0);
  expect(await payments(desk, order)).toHaveLength(0);
  expect(await calls(desk, 'PayOrders', order)).toHaveLength(1);
});

test('a double click makes one renewal order', async ({ page, desk, signIn }) => {
  await signIn('manager');
  await rowsOf(page, '/renewals?q=aurora&auto=off', 6);
  const box = page.locator('main tbody').getByRole('checkbox').nth(5);
  const resource = await box.getAttribute('value');
  await box.check();
  await page.getByRole('button', { name: 'Get prices' }).click();
  await page.getByRole('link', { name: '1 month', exact: true }).click();
  await page.waitForURL(/period=1m$/);
  await tell(desk, 'faults', { operation: 'RenewalResources', kind: 'late_effect', delay_ms: 400, times: 1 });
  await page.getByRole('button', { name: /^Place order, USD/ }).dblclick();
  await page.waitForURL(/\/renewals\/[0-9a-f]{32}$/);
  await expect(heading(page)).toContainText('1 order pending payment', { timeout: 60_000 });
  expect(await calls(desk, 'RenewalResources', resource)).toHaveLength(1);
});
