// The jobs of the day, from the page where they begin to their end, counted in clicks and keys: docs/jobs.md. Jobs on
// many rows are in many.spec.mjs.
import { expect, test } from './fixtures.mjs';
import { hand, password } from './hand.mjs';
import { payments, tell } from './partner.mjs';
import { HERO, customerOf, rowsOf, scriptReady } from './steps.mjs';

test.use({ ownDesk: 'jobs' });
test.setTimeout(300_000);

const heading = (page) => page.getByRole('heading', { level: 1 });

test('the budget that runs low first is raised from the overview with a click and Enter', async ({
  page,
  desk,
  signIn,
  accessible,
}) => {
  await signIn('admin');
  await rowsOf(page, '/budgets', 20);
  await page.goto('/');
  const row = page.locator('#budgets tbody tr').filter({ hasNotText: 'Fault Demo' }).first();
  const name = await row.locator('a').first().textContent();
  const acts = hand();

  await acts.click(row.getByRole('link', { name: 'Set budget' }));
  await expect(heading(page)).toContainText(name);
  await accessible();
  const amount = page.getByLabel('New budget');
  const raised = (Number(await amount.inputValue()) + 10).toFixed(2);
  await amount.fill(raised);
  await password(page, desk, 'admin');
  await acts.press(amount, 'Enter');

  await expect(page.getByText('Budget set.')).toBeVisible();
  expect(Number(await amount.inputValue())).toBe(Number(raised));
  expect(acts.count).toBeLessThanOrEqual(2);
});

test('the most urgent order that can be paid is paid from the overview with two clicks', async ({
  page,
  desk,
  signIn,
}) => {
  await signIn('admin');
  await rowsOf(page, '/orders?pay=payable&sort=deadline', 5);
  // By the whole list, which is sorted by the deadline.
  const urgent = await page.locator('main tbody tr a[href^="/orders/"]').first().getAttribute('href');
  const order = urgent.match(/^\/orders\/(\w+)/)[1];
  await page.goto('/');
  const acts = hand();

  await acts.click(page.locator('#orders tbody').getByRole('link', { name: 'Pay', exact: true }).first());
  await page.waitForURL(`/orders/${order}/pay`);
  await password(page, desk, 'admin');
  await acts.click(page.getByRole('button', { name: /^Pay USD [\d,.]+$/ }));

  await expect(heading(page)).toHaveText(/^USD [\d,.]+ paid$/, { timeout: 60_000 });
  expect(await payments(desk, order)).toHaveLength(1);
  expect(acts.count).toBeLessThanOrEqual(2);
});

test('three resources of a customer are renewed and paid with six clicks', async ({
  page,
  desk,
  signIn,
  accessible,
  javaScriptEnabled,
}) => {
  const script = javaScriptEnabled !== false;
  await signIn('manager');
  await rowsOf(page, '/renewals?q=aurora&auto=off', 3);
  const boxes = page.locator('main tbody').getByRole('checkbox');
  const acts = hand();

  if (script) await scriptReady(page);
  await acts.click(boxes.nth(0));
  // The keyboard's shift selects what lies between; without script each is clicked.
  if (!script) await acts.click(boxes.nth(1));
  await acts.click(boxes.nth(2), { modifiers: script ? ['Shift'] : [] });
  await acts.click(page.getByRole('button', { name: 'Get prices' }));
  await expect(heading(page)).toContainText('3 resources');
  await accessible();
  const place = page.getByRole('button', { name: /^Place order, USD [\d,.]+$/ });
  await expect(place).toHaveCount(3);
  // The first period; its price is the one above the button.
  const total = (await place.first().textContent()).match(/[\d,]+\.\d\d/)[0];
  const net = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Net price', exact: true }) });
  await expect(net.getByRole('cell').first()).toContainText(total);
  await acts.click(place.first());
  await page.waitForURL(/\/renewals\/[0-9a-f]{32}$/);
  await acts.click(page.getByRole('link', { name: 'Review and pay' }));
  await page.waitForURL(/\/orders\/\w+\/pay$/);
  const order = page.url().match(/\/orders\/(\w+)\/pay$/)[1];
  await password(page, desk, 'manager');
  await acts.click(page.getByRole('button', { name: `Pay USD ${total}` }));

  await expect(heading(page)).toHaveText(`USD ${total} paid`, { timeout: 60_000 });
  const [payment] = await payments(desk, order);
  expect(payment.amount).toBe(total.replaceAll(',', ''));
  expect(acts.count).toBeLessThanOrEqual(script ? 6 : 7);
});

/** Pastes into the search box of a page and presses Enter: two acts. */
async function find(page, text) {
  await page.goto('/budgets');
  const acts = hand();
  const box = page.locator('#search');
  await acts.paste(box, text);
  await acts.press(box, 'Enter');
  expect(acts.count).toBe(2);
}

test('a telephone number, as it is shown and by its digits: paste and Enter', async ({ page, signIn }) => {
  await signIn('support');
  const customer = await customerOf(page, HERO);
  await page.goto(`/customers/${customer}`);
  const shown = await page.locator('dt', { hasText: 'Phone' }).locator('xpath=following-sibling::dd[1]').innerText();
  expect(shown).toMatch(/^\+\d+ \d+$/);
  const digits = shown.replaceAll(/\D/g, '');
  for (const way of [shown, digits, `00${digits}`]) {
    await find(page, way);
    await expect(page, way).toHaveURL(`/customers/${customer}`);
  }
  // Without its country the number could be another one's too: it is listed.
  await find(page, shown.split(' ')[1]);
  const hits = page.locator('main a[href^="/customers/"]').filter({ hasText: HERO });
  await expect(hits.first()).toHaveAttribute('href', new RegExp(`^/customers/${customer}`));
});

/** A call that the partner API answers with an error, and its entry of the audit log. */
async function refusedFreeze(page, desk, signIn) {
  await signIn('admin');
  const customer = await customerOf(page, HERO);
  await tell(desk, 'faults', { operation: 'freezeSubCustomers', kind: 'error_without_effect', times: 1 });
  await page.goto(`/customers/${customer}`);
  await page.locator('summary', { hasText: 'Freeze' }).click();
  await page.getByLabel('Reason').fill('to meet an error');
  await page.getByRole('button', { name: /^Freeze/ }).last().click();
  await expect(page.getByRole('alert').first()).toBeVisible();
  await page.goto('/activity?deed=freeze');
  await page.locator('main tbody .row-link').first().click();
  await expect(page.locator('#calls')).toBeVisible();
  return new URL(page.url()).pathname;
}

test('a request id, ours and that of HUAWEI CLOUD: paste and Enter', async ({ page, signIn, desk }) => {
  const entry = await refusedFreeze(page, desk, signIn);
  const theirs = (await page.locator('#calls tbody tr').last().locator('code').last().innerText()).trim();
  const ours = (await page.locator('#facts dt', { hasText: 'Request' }).locator('xpath=following-sibling::dd[1]//code').innerText()).trim();
  expect(theirs).not.toBe(ours);
  for (const id of [theirs, ours]) {
    await find(page, id);
    await expect(page, id).toHaveURL(entry);
  }
});

test('an error code: paste and Enter shows what it means and where it came', async ({ page, signIn, desk, accessible }) => {
  const entry = await refusedFreeze(page, desk, signIn);
  const code = await page.locator('#facts code', { hasText: /^(CBC|APIG)/ }).first().innerText();
  await find(page, code.toLowerCase());
  await expect(page.locator('#code')).toContainText(code);
  await expect(page.locator('#code')).toContainText('Who can fix it');
  await expect(page.locator(`#entries a[href="${entry}"]`)).toBeVisible();
  await accessible();
});
