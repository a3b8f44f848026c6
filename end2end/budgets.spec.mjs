import { expect, test } from './fixtures.mjs';
import { HERO, findCustomer, openBudget, rowsOf, setBudget } from './steps.mjs';

test.use({ ownDesk: 'budgets' });
test.setTimeout(300_000);

test('a manager finds a customer and sets a monthly, then a one-time budget', async ({
  page,
  signIn,
  accessible,
}) => {
  await signIn('manager');
  await findCustomer(page, HERO);
  await accessible();

  await openBudget(page, HERO);
  await accessible();
  await setBudget(page, '6,200.50', 'Monthly');
  await expect(page.getByRole('status').filter({ hasText: 'Budget set' })).toBeVisible();
  const facts = page.locator('main dl').first();
  await expect(facts).toContainText('6,200.50');
  await expect(facts).toContainText('Monthly');

  await setBudget(page, '7000', 'One-time');
  await expect(page.getByRole('status').filter({ hasText: 'Budget set' })).toBeVisible();
  await expect(facts).toContainText('7,000.00');
  await expect(facts).toContainText('One-time');
  const history = page.getByRole('table', { name: 'Budget history' });
  await expect(history.getByRole('row').nth(1)).toContainText('7,000.00');
  await expect(history.getByRole('row').nth(2)).toContainText('6,200.50');
});

for (const [typed, message] of [
  ['0', 'must be above 0'],
  ['12.345', 'ambiguous'],
  ['12.3456', 'two decimals'],
  ['2147483648', '2,147,483,647'],
  ['twelve', 'This is not an amount'],
]) {
  test(`a budget of ${typed} is refused beside its field and stays as typed`, async ({ page, signIn }) => {
    await signIn('manager');
    await openBudget(page, HERO);
    await setBudget(page, typed);
    const field = page.getByLabel('New budget');
    await expect(field).toHaveValue(typed);
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    const described = (await field.getAttribute('aria-describedby')).split(' ');
    const texts = await Promise.all(described.map((id) => page.locator(`[id="${id}"]`).textContent()));
    expect(texts.join(' ')).toContain(message);
  });
}

for (const [code, reseller, words] of [
  ['CBC.50000030', 'Harbour Gate Solutions Ltd.', 'budget quota'],
  ['CBC.50000033', 'Estrela do Sul Serviços em Nuvem Ltda.', 'permission to set budgets was withdrawn'],
]) {
  test(`${code} is explained in words`, async ({ page, signIn }) => {
    await signIn('admin');
    await rowsOf(page, '/budgets');
    await page.getByLabel('Reseller').selectOption({ label: reseller });
    await page.getByRole('button', { name: 'Apply filters' }).click();
    await page.waitForURL(/reseller=/);
    await page.locator('main tbody').getByRole('link').first().click();
    await setBudget(page, '2000000000');
    const alert = page.getByRole('alert');
    await expect(alert).toContainText(words);
    await expect(alert).toContainText('What to do');
    await expect(alert).toContainText(code);
    await expect(page.getByLabel('New budget')).toHaveValue('2000000000');
  });
}
