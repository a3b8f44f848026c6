// Many at once: several orders, resources of several customers, selections over pages. What is clicked and
// pressed is counted: docs/jobs.md.
import { expect, test } from './fixtures.mjs';
import { hand, password } from './hand.mjs';
import { allPayments, newOrder, payments } from './partner.mjs';
import { customerOf, HERO, rowsOf, scriptReady } from './steps.mjs';

test.use({ ownDesk: 'many' });
test.setTimeout(300_000);

/** The job's page, until its heading matches. */
async function heading(page, words, javaScriptEnabled) {
  const title = page.getByRole('heading', { level: 1 });
  if (javaScriptEnabled !== false) return expect(title).toHaveText(words, { timeout: 60_000 });
  return expect
    .poll(
      async () => {
        await page.reload().catch(() => {});
        return title.textContent();
      },
      { timeout: 60_000 },
    )
    .toMatch(words);
}

test('ten orders are one job, and the one that is refused spoils no other', async ({
  page,
  desk,
  signIn,
  accessible,
  javaScriptEnabled,
}) => {
  await signIn('admin');
  const customer = await customerOf(page, HERO);
  await rowsOf(page, `/budgets?q=${encodeURIComponent(HERO)}`);
  const left = await page.locator('main tbody td[data-label="Remaining"]').first().textContent();
  const rest = Math.floor(Number(left.replaceAll(/[^\d.]/g, '')));
  // Nine small orders, and one that takes what the budget has left then, with the latest deadline.
  const amounts = [10, 11, 12, 13, 14, 15, 16, 17, 18, rest - 126 - 5];
  const orders = [];
  for (const [place, amount] of amounts.entries()) {
    const order = await newOrder(desk, customer, amount, 100_000 + place * 1_000);
    orders.push(order);
    await page.goto(`/orders/${order}`);
  }
  const list = `/orders?status=6&customer=${customer}&sort=created`;
  await rowsOf(page, list, 10);
  const boxes = orders.map((order) => page.locator(`main tbody input[value="${order}"]`));
  for (const box of boxes) await box.check();
  await accessible();
  const pay = javaScriptEnabled === false ? 'Pay selected orders…' : 'Pay 10 orders…';
  await page.getByRole('button', { name: pay, exact: true }).click();
  await page.waitForURL(/\/jobs\/[0-9a-f]{32}$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Preview: Pay 10 orders/);
  await accessible();

  // Meanwhile another order of the customer is paid, and the last of the ten is no longer covered.
  const rival = await newOrder(desk, customer, 20, 200_000);
  const other = await page.context().newPage();
  await other.goto(`/orders/${rival}/pay`);
  await other.getByRole('button', { name: 'Pay USD 20.00' }).click();
  await other.waitForURL(/\/payments\//);
  await other.close();

  await password(page, desk, 'admin');
  await page.getByRole('button', { name: /^Pay 10 orders, USD [\d,.]+$/ }).click();
  await heading(page, /9 of 10 orders paid/, javaScriptEnabled);
  await accessible();
  const refused = page.locator('#rows tbody tr').filter({ hasText: 'Rejected' });
  await expect(refused).toHaveCount(1);
  await expect(refused).toContainText(orders[9]);
  for (const order of orders.slice(0, 9)) expect(await payments(desk, order)).toHaveLength(1);
  expect(await payments(desk, orders[9])).toHaveLength(0);
  // The page stays.
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('9 of 10 orders paid');
});

test('auto-renewal of five customers is one confirmation', async ({
  page,
  desk,
  signIn,
  accessible,
  javaScriptEnabled,
}) => {
  await signIn('admin');
  await rowsOf(page, '/renewals?window=90&auto=off', 20);
  const rows = await page.locator('main tbody tr').evaluateAll((all) =>
    all.map((row) => [row.querySelector('.pick input')?.value, row.querySelector('a[href^="/customers/"]')?.textContent]),
  );
  const ids = new Map(rows.filter(([, name]) => !/Fault Demo/.test(name)).map(([id, name]) => [name, id]));
  const chosen = [...ids.values()].slice(0, 5);
  expect(chosen).toHaveLength(5);
  const acts = hand();
  for (const id of chosen) await acts.click(page.locator(`main tbody input[value="${id}"]`));
  await acts.click(page.getByRole('button', { name: 'Auto-renewal on…' }));
  await page.waitForURL(/\/jobs\/[0-9a-f]{32}$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Preview: Turn on auto-renewal for [1-9] resources?/);
  await expect(page.locator('#means')).toContainText('03:00 GMT+8');
  await accessible();
  await password(page, desk, 'admin');
  await acts.click(page.getByRole('button', { name: /^Turn on auto-renewal for [1-9] resources?, up to USD/ }));
  await heading(page, /^([1-9]) of \1 resources? changed$/, javaScriptEnabled);
  expect(acts.count).toBeLessThanOrEqual(7);
});

test('a selection goes over pages, by shift-click and by keys', async ({ page, signIn, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, 'without script a selection is of one page');
  await signIn('admin');
  await rowsOf(page, '/budgets?sort=name', 20);
  const boxes = page.locator('main tbody .pick input');
  await scriptReady(page);
  await boxes.nth(0).click();
  await boxes.nth(4).click({ modifiers: ['Shift'] });
  const bar = page.locator('.selection-bar');
  await expect(bar.locator('output')).toContainText('5');
  await page.keyboard.press('Escape');
  // By keys: the next row, and the one after it.
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(bar.locator('output')).toContainText('6');
  await page.goto('/budgets?sort=name&page=2');
  await expect(bar.locator('output')).toContainText('6');
  await expect(bar).toContainText('on other pages: 6');
  await boxes.nth(0).click();
  await expect(bar.locator('output')).toContainText('7');
  await page.goto('/budgets?level=fine');
  await expect(bar.locator('output')).not.toContainText('7');
});

test('twenty budgets are raised by ten percent with four clicks and Enter', async ({ page, desk, signIn, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, 'counted with script');
  await signIn('admin');
  await rowsOf(page, '/budgets?level=fine&sort=name', 20);
  const acts = hand();
  const boxes = page.locator('main tbody .pick input');
  await scriptReady(page);
  await acts.click(boxes.nth(0));
  await acts.click(boxes.nth(19), { modifiers: ['Shift'] });
  await acts.click(page.locator('summary', { hasText: 'Change budgets' }));
  const value = page.getByLabel('Amount or percentage');
  await value.fill('+10 %');
  await acts.press(value, 'Enter');
  await page.waitForURL(/\/jobs\/[0-9a-f]{32}$/);
  await expect(page.locator('main')).toContainText('Increase by 10%');
  await password(page, desk, 'admin');
  await acts.click(page.getByRole('button', { name: /^Set \d+ budgets?:/ }));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    /^(Setting budgets: [1-9]\d* of 20 set|[1-9]\d* of 20 budgets set)$/,
    { timeout: 60_000 },
  );
  expect(acts.count).toBeLessThanOrEqual(5);
});

// The last one: its job goes on for longer than the other tests would wait for theirs.
test('all payable orders are paid with four clicks and one password', async ({ page, desk, signIn }) => {
  await signIn('admin');
  await rowsOf(page, '/orders?status=6', 5);
  await page.goto('/');
  const acts = hand();
  await acts.click(page.locator('main a[href^="/orders?status=6"]').first());
  // Every order is read before the preview comes.
  await acts.click(page.getByRole('button', { name: /^Pay all \d+ that match…$/ }), { timeout: 60_000 });
  await page.waitForURL(/\/jobs\/[0-9a-f]{32}$/);
  await password(page, desk, 'admin');
  const before = (await allPayments(desk)).length;
  await acts.click(page.getByRole('button', { name: /^Pay [1-9]\d* orders?, / }));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^(Paying orders|[1-9]\d* of \d+ orders? paid)/);
  expect(acts.count).toBeLessThanOrEqual(4);
  // The ledger has the first of them, and more, while the rest goes on.
  await expect.poll(async () => (await allPayments(desk)).length, { timeout: 60_000 }).toBeGreaterThan(before + 2);
});
