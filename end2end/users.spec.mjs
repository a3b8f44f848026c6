import { signIn as signInAs } from './browser.mjs';
import { expect, test } from './fixtures.mjs';
import { PASSWORD, another, dialog, invite } from './guests.mjs';
import { calm } from './steps.mjs';

test.use({ ownDesk: 'users' });
test.setTimeout(300_000);

test('from an invitation to the first sign-in', async ({
  page,
  browser,
  desk,
  signIn,
  accessible,
  javaScriptEnabled,
}) => {
  await signIn('admin');
  const name = javaScriptEnabled === false ? 'mia.plain' : 'mia';
  const link = await invite(page, desk, name, 'Manager');
  await accessible();

  const guest = await another(browser, javaScriptEnabled);
  await guest.goto(link);
  await expect(guest.getByText(`You are invited to Partnerdesk as ${name}`)).toBeVisible();
  await guest.getByLabel('New password', { exact: true }).fill('password1234');
  await guest.getByLabel('Repeat new password').fill('password1234');
  await guest.getByRole('button', { name: 'Set password and sign in' }).click();
  await expect(guest.getByText('one of the passwords that are tried first')).toBeVisible();
  await guest.getByLabel('New password', { exact: true }).fill(PASSWORD);
  await guest.getByLabel('Repeat new password').fill(PASSWORD);
  await guest.getByRole('button', { name: 'Set password and sign in' }).click();
  await expect(guest).toHaveURL(`${desk.base}/`);
  await expect(guest.locator('.menu .name')).toHaveText(name);

  await guest.goto(link);
  await expect(guest.getByRole('alert')).toContainText('It was used already');
  await guest.context().close();
  await page.goto('/settings/users');
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
  await expect(row).toContainText('Active');
  await accessible();
});

test('who is switched off in the middle of a job is out, and the job stops before its next row', async ({
  page,
  browser,
  desk,
  signIn,
  javaScriptEnabled,
}) => {
  await signIn('manager');
  const rows = await calm(page);
  const count = Math.min(12, await rows.count());
  for (let row = 0; row < count; row += 1) await rows.nth(row).getByRole('checkbox').check();
  await page.locator('summary', { hasText: 'Change budgets' }).click();
  await page.getByRole('radio', { name: 'Increase by an amount' }).check();
  await page.getByLabel('Amount or percentage').fill('1');
  await page.getByRole('button', { name: /^Preview for/ }).first().click();
  await page.waitForURL(/\/jobs\/[0-9a-f]{32}$/);
  const job = page.url();

  // Answers take a while from now on, so that there is a middle.
  const slow = { operation: 'updateSubCustomerBudget', kind: 'late_reply', times: 1000, delay_ms: 6000 };
  const asked = await fetch(`${desk.simulator}/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(slow),
  });
  expect(asked.ok).toBe(true);
  const admin = await another(browser, javaScriptEnabled);
  await signInAs(admin, desk.base, 'admin', desk.passwords.admin);
  await admin.goto(`${desk.base}/settings/users`);
  await admin.getByRole('link', { name: 'manager', exact: true }).click();
  const form = await dialog(admin, 'Disable user', 'Disable manager');
  await form.getByLabel('Password').fill(desk.passwords.admin);
  // The job begins when everything is ready, so that it is in its middle however slow the machine is.
  await page.getByRole('button', { name: /^Set \d+ budgets/ }).click();
  await form.getByRole('button', { name: 'Disable user' }).click();
  await expect(admin.getByRole('status').filter({ hasText: 'One running job was paused.' })).toBeVisible();

  await page.goto('/budgets');
  await expect(page).toHaveURL(/\/sign-in/);
  await admin.goto(job);
  const left = admin.locator('#rows tbody tr').filter({ hasText: 'Waiting' });
  const waiting = await left.count();
  expect(waiting, 'rows that were not begun').toBeGreaterThan(0);
  await admin.waitForTimeout(8_000);
  await admin.reload();
  expect(await left.count(), 'and none was begun since').toBe(waiting);
  await expect(admin.getByRole('heading', { level: 1 })).toContainText('aused');

  await fetch(`${desk.simulator}/faults`, { method: 'DELETE' });
  await admin.goto(`${desk.base}/settings/users`);
  await admin.getByRole('link', { name: 'manager', exact: true }).click();
  const on = await dialog(admin, 'Enable user', 'Enable manager');
  await on.getByLabel('Password').fill(desk.passwords.admin);
  await on.getByRole('button', { name: 'Enable user' }).click();
  await expect(admin.getByRole('status').filter({ hasText: 'User enabled.' })).toBeVisible();
  await admin.context().close();
  await signIn('manager');
});

test('two sessions: one ends the other, and goes on', async ({
  page,
  browser,
  desk,
  signIn,
  accessible,
  javaScriptEnabled,
}) => {
  const other = await another(browser, javaScriptEnabled);
  await signInAs(other, desk.base, 'support', desk.passwords.support);
  await signIn('support');
  await page.goto('/settings');
  const sessions = page.getByRole('table', { name: 'Sessions' });
  await expect(sessions.getByRole('row').filter({ hasText: 'This session' })).toHaveCount(1);
  await accessible();
  await sessions.getByRole('button', { name: /^End session/ }).first().click();
  await expect(page.getByRole('status').filter({ hasText: 'One session ended.' })).toBeVisible();
  await other.goto(`${desk.base}/customers`);
  await expect(other).toHaveURL(/\/sign-in/);
  await page.goto('/customers');
  await expect(page).toHaveURL(/\/customers$/);
  await other.context().close();
});

test('an administrator reads who may do what', async ({ page, signIn, accessible }) => {
  await signIn('admin');
  await page.goto('/settings');
  await page.locator('main').getByRole('link', { name: 'Permissions' }).click();
  const margins = page.getByRole('row').filter({ hasText: 'See margins' });
  await expect(margins.getByRole('cell')).toHaveText(['Yes', 'Yes', 'No']);
  await accessible();
});
