// People beside the one of a test: their browsers, and how an administrator invites them.
import { expect } from './fixtures.mjs';

/** What people choose who are invited. */
export const PASSWORD = 'marble kettle orchard';

/** A page of somebody else's browser, with or without script as this one. */
export async function another(browser, javaScriptEnabled) {
  const context = await browser.newContext({ javaScriptEnabled, baseURL: undefined, locale: 'en-GB' });
  return context.newPage();
}

/** Opens a dialog by its button, and gives it. */
export async function dialog(page, button, title) {
  await page.locator('main summary', { hasText: button }).click();
  const opened = page.locator('dialog', { has: page.getByRole('heading', { name: title }) });
  await expect(opened.getByRole('heading', { name: title })).toBeVisible();
  return opened;
}

/** Invites a user as the administrator on this page; the link. */
export async function invite(page, desk, name, role) {
  await page.goto('/settings/users');
  const form = await dialog(page, 'Invite user', 'Invite a user');
  await form.getByLabel('Name').fill(name);
  await form.getByRole('radio', { name: new RegExp(`^${role}`) }).check();
  await form.getByLabel('Your password').fill(desk.passwords.admin);
  await form.getByRole('button', { name: 'Create user and link' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  await expect(page.getByRole('status').filter({ hasText: 'A link was created.' })).toBeVisible();
  return page.locator('#link code').textContent();
}

/** Chooses the first password by a link. */
export async function accept(guest, link) {
  await guest.goto(link);
  await guest.getByLabel('New password', { exact: true }).fill(PASSWORD);
  await guest.getByLabel('Repeat new password').fill(PASSWORD);
  await guest.getByRole('button', { name: 'Set password and sign in' }).click();
}
