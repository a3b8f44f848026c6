import { expect, test } from './fixtures.mjs';
import { HERO, customerOf, rowsOf } from './steps.mjs';

test.use({ ownDesk: 'people' });
test.setTimeout(300_000);

async function as(page, signIn, role) {
  await page.context().clearCookies();
  await signIn(role);
}

/** The id of a person, from the links on the page of assignments. */
async function personOf(page, name) {
  await page.goto('/settings/assignments');
  const link = page.locator('#people tbody').getByRole('link', { name, exact: true });
  return new URL(await link.getAttribute('href'), 'http://x').searchParams.get('owner');
}

test('an owner is set on the page of a customer', async ({ page, signIn, accessible }) => {
  await signIn('admin');
  const customer = await customerOf(page, HERO);
  await page.goto(`/customers/${customer}`);
  await page.locator('#team summary').click();
  const form = page.locator('form[action="/api/set_team"]');
  await form.getByLabel('Owner').selectOption({ label: 'support' });
  await form.getByRole('checkbox', { name: 'manager' }).check();
  await accessible();
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.notice')).toContainText('Saved who looks after this customer.');
  await expect(page.locator('#team')).toContainText('support');
});

test('customers are assigned from the list after a preview', async ({ page, signIn, accessible }) => {
  await signIn('admin');
  await rowsOf(page, '/customers');
  const boxes = page.locator('main tbody input[type=checkbox]');
  for (const index of [0, 1]) await boxes.nth(index).check();
  await page.locator('#assign summary').click();
  await page.getByLabel('Person').selectOption({ label: 'manager' });
  await page.getByRole('button', { name: /^Preview for/ }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Preview');
  await accessible();
  await page.goto('/settings/assignments');
  await accessible();
  await page.goto('/customers?owner=nobody');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('a hand-over shows what is open, and both persons see it', async ({ page, signIn, accessible }) => {
  await signIn('admin');
  await rowsOf(page, '/customers');
  const [from, to] = ['manager', 'support'];
  // The demo assigns customers once they have been read.
  const person = await personOf(page, from);
  await expect
    .poll(async () => {
      await page.goto(`/settings/hand-over?from=${person}`);
      return page.locator('#customers tbody tr').count();
    }, { timeout: 60_000 })
    .toBeGreaterThan(0);
  await expect(page.locator('#open')).toBeVisible();
  await accessible();
  await page.getByLabel('To', { exact: true }).selectOption({ label: to });
  await page.getByLabel('Note').fill('Call <b>them</b> first');
  await page.getByRole('button', { name: /^Hand over (all|the 1)/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`from ${from} to ${to}`);
  await expect(page.locator('blockquote')).toHaveText('Call <b>them</b> first');
  await accessible();
  for (const [role, words] of [[from, `went to ${to}`], [to, 'now yours']]) {
    await as(page, signIn, role);
    await expect(page.locator('main')).toContainText(words);
    await page.locator('main').getByRole('link', { name: new RegExp(words) }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('handed over');
    await page.goto('/');
    await page.getByRole('button', { name: 'Dismiss' }).first().click();
    await page.waitForLoadState();
    await page.goto('/');
    await expect(page.locator('main')).not.toContainText(words);
  }
});
