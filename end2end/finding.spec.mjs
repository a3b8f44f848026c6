// Finding things: the palette by keyboard only; views and columns without script. What is pasted into the search is in
// jobs.spec.mjs.
import { expect, test } from './fixtures.mjs';
import { HERO, customerOf, rowsOf, scriptReady } from './steps.mjs';

test.use({ ownDesk: 'finding' });
test.setTimeout(300_000);

/** Keys need script; the plain form does not. */
const needsScript = (javaScriptEnabled) => test.skip(javaScriptEnabled === false, 'there are no keys without script');

const palette = (page) => page.getByRole('combobox', { name: /Name, account/ }).last();

/** Opens the palette and types; the line that Enter opens then has this text. */
async function choose(page, text, line) {
  // A key that is pressed before the script is there does nothing, and a second one closes it again.
  await scriptReady(page);
  await page.keyboard.press('Control+k');
  await expect(palette(page)).toBeFocused();
  await page.keyboard.type(text);
  await expect(page.locator('.palette [aria-selected="true"]')).toContainText(line);
}

/** The telephone number that a customer's page shows. */
async function telephoneOf(page, id) {
  await page.goto(`/customers/${id}`);
  return page.locator('dt', { hasText: 'Phone' }).locator('xpath=following-sibling::dd[1]').innerText();
}

test('everything is reached from the keyboard through the palette', async ({
  page,
  signIn,
  accessible,
  javaScriptEnabled,
}) => {
  needsScript(javaScriptEnabled);
  await signIn('manager');
  const hero = await customerOf(page, HERO);
  const number = await telephoneOf(page, hero);

  await choose(page, 'renewals', 'Renewals');
  await accessible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/renewals$/);

  // Words in another order, then what was opened last.
  await choose(page, 'lines aurora', HERO);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/customers/${hero}`);
  await page.goto('/budgets');
  await choose(page, 'aurora', HERO);
  await expect(page.locator('.palette [aria-selected="true"]')).toContainText('Recent');
  await page.keyboard.press('Escape');
  await expect(page.locator('.palette')).toBeHidden();

  // A telephone number as it is read out.
  await choose(page, number.replaceAll(' ', '-'), HERO);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/customers/${hero}`);

  // What can be done here opens as if it was pressed.
  await choose(page, 'freeze', 'On this page');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: /Freeze/ })).toBeVisible();
  await page.keyboard.press('Escape');

  // Up and down, from the last line to the first.
  await page.keyboard.press('Control+k');
  await page.keyboard.press('ArrowUp');
  await expect(page.locator('.palette [role="option"]').last()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('.palette [role="option"]').first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Control+k');
  await expect(page.locator('.palette')).toBeHidden();
});

test('g and a letter go to a section, ? says what is right here, and both can be switched off', async ({
  page,
  signIn,
  accessible,
  javaScriptEnabled,
}) => {
  needsScript(javaScriptEnabled);
  await signIn('support');
  await rowsOf(page, '/customers');
  const keys = page.locator('#keys-here');
  await scriptReady(page);
  await page.keyboard.press('?');
  await expect(keys).toBeVisible();
  await expect(keys).toContainText('Go to the next row');
  await accessible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await expect(page).toHaveURL(/\/orders$/);
  await page.goto('/help');
  await scriptReady(page);
  await page.keyboard.press('?');
  await expect(keys.getByText('Go to the next row')).toBeHidden();
  await page.keyboard.press('Escape');
  await page.getByLabel('Use single-key shortcuts in this browser').uncheck();
  await page.goto('/customers');
  await scriptReady(page);
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await page.keyboard.press('?');
  await expect(page).toHaveURL(/\/customers$/);
  await expect(keys).toBeHidden();
  await page.keyboard.press('Control+k');
  await expect(page.locator('.palette')).toBeVisible();
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('a range of days, a saved view and fewer columns', async ({ page, signIn }) => {
    await signIn('manager');
    await rowsOf(page, '/orders');
    await page.locator('.more-filters > summary').click();
    await page.locator('input[name="created-from"]').fill('2020-01-01');
    await page.getByRole('button', { name: 'Apply filters' }).click();
    await expect(page.locator('.chips')).toContainText('Created from: 1 Jan 2020');
    await page.locator('.list-tools summary', { hasText: 'Saved views' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Since 2020');
    await page.getByRole('button', { name: 'Save this view' }).click();
    await expect(page.locator('main')).toContainText('View saved');
    await page.goto('/orders');
    await page.locator('.list-tools summary', { hasText: 'Columns' }).click();
    const before = await page.locator('main thead th').count();
    await page.getByRole('checkbox', { name: 'Status' }).uncheck();
    await page.getByRole('button', { name: 'Apply columns' }).click();
    await expect(page.locator('main thead th')).toHaveCount(before - 1);
    await page.locator('.list-tools summary', { hasText: 'Saved views' }).click();
    await page.getByRole('link', { name: 'Since 2020' }).click();
    await expect(page).toHaveURL(/created-from=2020-01-01/);
  });
});
