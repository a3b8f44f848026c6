import { expect, test } from './fixtures.mjs';

test('the sign-in page has one heading and nothing in anyone’s way', async ({ page, accessible }) => {
  await page.goto('/sign-in');
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  await accessible();
});

test('a manager signs in and lands on the overview', async ({ page, signIn }) => {
  await signIn('manager');
  await expect(page).toHaveURL('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('a wrong password is refused, and the name is kept', async ({ page }) => {
  await page.goto('/sign-in');
  await page.locator('input[name="name"]').fill('manager');
  await page.locator('input[name="password"]').fill('not the password');
  await page.locator('form:has(input[name="password"]) [type="submit"]').click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.locator('input[name="name"]')).toHaveValue('manager');
  await expect(page.locator('input[name="password"]')).toHaveValue('');
});
