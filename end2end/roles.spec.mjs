import { expect, test } from './fixtures.mjs';
import { HERO, rowsOf } from './steps.mjs';

test.use({ ownDesk: 'roles' });
test.setTimeout(300_000);

test('support reads everything and is offered no change', async ({ page, signIn, accessible }) => {
  await signIn('support');
  await rowsOf(page, '/budgets');
  await page.locator('main tbody').getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('form[action="/api/set_budget"]')).toHaveCount(0);
  await accessible();

  await rowsOf(page, '/orders?status=6');
  const order = await page.locator('main tbody a[href^="/orders/"]').first().getAttribute('href');
  await page.goto(order);
  await expect(page.getByRole('link', { name: /^Pay/ })).toHaveCount(0);
  await expect(page.locator('form[action="/api/cancel_order"]')).toHaveCount(0);
});

test.describe('asking all the same', () => {
  test.use({ expectedErrors: [/403/] });

  test('support is refused the page that pays, in words', async ({ page, signIn }) => {
    await signIn('support');
    await rowsOf(page, '/orders?status=6');
    const order = await page.locator('main tbody a[href^="/orders/"]').first().getAttribute('href');
    await page.goto(`${order}/pay`);
    await expect(page.locator('main')).toContainText('Not allowed for your role');
    await expect(page.getByRole('button', { name: /^Pay/ })).toHaveCount(0);
  });
});

test.describe('what is not mine', () => {
  test.use({ expectedErrors: [/404/] });

  test('a manager gets 404 for a customer that is not assigned', async ({ page, signIn }) => {
    await signIn('admin');
    await rowsOf(page, '/customers');
    const all = await page.locator('main tbody a[href^="/customers/"]').evaluateAll((links) => links.map((a) => a.getAttribute('href')));
    await page.context().clearCookies();
    await signIn('manager');
    await page.goto('/customers');
    const mine = await page.locator('main tbody a[href^="/customers/"]').evaluateAll((links) => links.map((a) => a.getAttribute('href')));
    const foreign = all.find((href) => !mine.includes(href));
    expect(foreign, 'a customer on the first page that is not the manager’s').toBeTruthy();
    const answer = await page.goto(foreign);
    expect(answer.status()).toBe(404);
    await expect(page.locator('main')).not.toContainText(HERO);
  });
});
