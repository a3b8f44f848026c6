// Limits that two administrators change together, and what a manager meets afterwards.
import { signIn as signInAs } from './browser.mjs';
import { expect, test } from './fixtures.mjs';
import { PASSWORD, accept, another, invite } from './guests.mjs';
import { newOrder, payments } from './partner.mjs';
import { HERO, customerOf } from './steps.mjs';

test.use({ ownDesk: 'limits' });
test.setTimeout(150_000);

/** A second administrator, signed in by the link that the first one passes on. */
async function colleague(page, desk, browser, javaScriptEnabled) {
  const name = javaScriptEnabled === false ? 'zoe.plain' : 'zoe';
  const link = await invite(page, desk, name, 'Administrator');
  const guest = await another(browser, javaScriptEnabled);
  await accept(guest, link);
  await expect(guest).toHaveURL(`${desk.base}/`);
  return guest;
}

test('two administrators lower a limit, and a manager needs approval above it', async ({
  page,
  browser,
  desk,
  signIn,
  accessible,
  javaScriptEnabled,
}) => {
  await signIn('admin');
  const zoe = await colleague(page, desk, browser, javaScriptEnabled);
  await page.goto('/settings');
  await page.getByRole('link', { name: 'Limits', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Limits');
  await accessible();
  await page.getByRole('table', { name: 'People' }).getByRole('link', { name: 'manager', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Limits of manager');
  const amount = javaScriptEnabled === false ? '20.00' : '21.00';

  // More than the server settings allow is refused beside the field, and stays there.
  const field = page.getByLabel('One payment: approval above');
  await field.fill('2500.01');
  await page.getByLabel('Your password').fill(desk.passwords.admin);
  await page.getByRole('button', { name: 'Propose new limits' }).click();
  await expect(page.getByText('The server settings allow at most USD 2,500.00.')).toBeVisible();
  await expect(field).toHaveValue('2500.01');
  await accessible();
  await field.fill(amount);
  await page.getByLabel('All payments of a day: approval above').fill('5000');
  await page.getByLabel('Your password').fill(desk.passwords.admin);
  await page.getByRole('button', { name: 'Propose new limits' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Proposed.' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Agree to the new limits' })).toHaveCount(0);
  await accessible();

  await zoe.goto(`${desk.base}/`);
  await zoe.locator('#limit-proposals').getByRole('link', { name: 'Limits of manager' }).click();
  const proposed = zoe.locator('#proposed');
  await expect(proposed).toContainText('One payment: approval above');
  await expect(proposed).toContainText(`USD ${amount}`);
  await zoe.getByLabel('Your password').fill(PASSWORD);
  await zoe.getByRole('button', { name: 'Agree to the new limits' }).click();
  await expect(zoe.getByRole('status').filter({ hasText: 'The new limits apply now.' })).toBeVisible();
  await expect(zoe.locator('#now')).toContainText('Set here for this person');
  await zoe.context().close();

  const manager = await another(browser, javaScriptEnabled);
  await signInAs(manager, desk.base, 'manager', desk.passwords.manager);
  const order = await newOrder(desk, await customerOf(manager, HERO, desk.base), 22);
  await manager.goto(`${desk.base}/orders/${order}/pay`);
  await expect(manager.getByText(`Your limit for one payment is USD ${amount} (set for you).`)).toBeVisible();
  await manager.getByLabel('Reason for the request').fill('For the new shop.');
  await manager.getByRole('button', { name: 'Request approval to pay USD 22.00' }).click();
  await expect(manager.getByRole('heading', { level: 1 })).toContainText('awaiting approval');
  expect(await payments(desk, order)).toHaveLength(0);
  await manager.context().close();
  await page.goto('/settings/limits');
  await expect(page.locator('#people')).toContainText(/Payments: USD [\d,.]+ of [\d,.]+ used today/);
  await accessible();
});
