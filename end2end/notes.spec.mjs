import { signIn as signInAs } from './browser.mjs';
import { expect, test } from './fixtures.mjs';
import { HERO, customerOf, holdsLongNames } from './steps.mjs';

test.use({ ownDesk: 'notes' });
test.setTimeout(150_000);

/** The day so many days from today, as a browser posts it. */
function day(from, days) {
  const at = new Date(`${from}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

test('a colleague gets a follow-up, sees it on the overview and marks it as done', async ({
  page,
  browser,
  desk,
  signIn,
  accessible,
  javaScriptEnabled,
}) => {
  await signIn('admin');
  const customer = await customerOf(page, HERO);
  await page.goto(`/customers/${customer}`);
  const notes = page.locator('#notes');
  const text = javaScriptEnabled === false ? 'Without script:\ncall them back' : 'Ask for the purchase order,\nthen raise the budget';
  await notes.getByLabel('New note').fill(text);
  await notes.locator('summary', { hasText: 'Add a follow-up' }).click();
  await notes.getByLabel('Person', { exact: true }).selectOption({ label: 'support' });
  const due = notes.getByLabel('Due');
  const today = await due.getAttribute('min');
  await due.fill(day(today, 3));
  await notes.getByLabel('Mention').selectOption({ label: 'support' });
  await notes.getByRole('button', { name: 'Save note' }).click();
  await expect(page).toHaveURL(/#notes$/);
  await expect(notes.getByRole('status')).toHaveText(/Note saved\. The follow-up is on that person’s list\./);
  const entry = notes.getByRole('listitem').first();
  await expect(entry).toContainText(text.split('\n')[1]);
  await expect(entry).toContainText('mentions support');
  await expect(entry).toContainText('Due ');
  await accessible();

  const context = await browser.newContext({ javaScriptEnabled, baseURL: desk.base });
  const colleague = await context.newPage();
  await signInAs(colleague, desk.base, 'support', desk.passwords.support);
  await expect(colleague.getByText('Notes that mention you.')).toBeVisible();
  const mine = colleague.locator('#follow-ups');
  await expect(mine.getByRole('heading', { level: 2 })).toHaveText(/1 follow-up due within 7 days/);
  await mine.getByRole('link', { name: text.split('\n')[0] }).click();
  await expect(colleague).toHaveURL(new RegExp(`/customers/${customer}#notes$`));
  await expect(colleague.locator('#notes').getByRole('listitem').first()).toContainText(text.split('\n')[0]);
  await colleague.goto('/');
  await expect(colleague.getByText('Notes that mention you.')).toHaveCount(0);
  await colleague.locator('#follow-ups').getByRole('button', { name: 'Mark as done' }).click();
  await expect(colleague.getByRole('status').filter({ hasText: 'Follow-up marked as done.' })).toBeVisible();
  await expect(colleague.locator('#follow-ups')).toHaveCount(0);
  await context.close();

  await page.reload();
  await expect(notes.getByRole('listitem').first()).toContainText('Done by support');
  await page.goto('/follow-ups');
  await page.getByRole('link', { name: 'Done', exact: true }).click();
  const row = page.getByRole('row').filter({ hasText: text.split('\n')[0] });
  await expect(row).toContainText('Done by support');
  await accessible();
  await holdsLongNames(page);
});

test('what was typed is kept when a day is missing, and a note is withdrawn by its author', async ({
  page,
  signIn,
  accessible,
}) => {
  await signIn('manager');
  const customer = await customerOf(page, HERO);
  await page.goto(`/customers/${customer}`);
  const notes = page.locator('#notes');
  await notes.getByLabel('New note').fill('To be withdrawn');
  await notes.locator('summary', { hasText: 'Add a follow-up' }).click();
  await notes.getByLabel('Person', { exact: true }).selectOption({ label: 'manager' });
  await notes.getByRole('button', { name: 'Save note' }).click();
  await expect(notes.getByText('This field is required.')).toBeVisible();
  await expect(notes.getByLabel('New note')).toHaveValue('To be withdrawn');
  await expect(notes.getByLabel('Due')).toBeVisible();
  await notes.getByLabel('Due').fill(await notes.getByLabel('Due').getAttribute('min'));
  await notes.getByRole('button', { name: 'Save note' }).click();
  const entry = notes.getByRole('listitem').filter({ hasText: 'To be withdrawn' });
  await expect(entry).toContainText('Due today');
  await entry.locator('summary', { hasText: 'Withdraw' }).click();
  await accessible();
  await entry.getByRole('button', { name: 'Withdraw note' }).click();
  await expect(notes.getByRole('status')).toHaveText(/Note withdrawn\./);
  await expect(notes.getByText('To be withdrawn')).toHaveCount(0);
  await expect(notes.getByText('Withdrawn by its author.').first()).toBeVisible();
});
