import { expect, test } from './fixtures.mjs';
import { calm, holdsLongNames } from './steps.mjs';

test.use({ ownDesk: 'bulk' });
test.setTimeout(300_000);

/** The job's page, polled until its heading has this text. */
async function heading(page, words, scripted) {
  const title = page.getByRole('heading', { level: 1 });
  if (scripted) return expect(title).toHaveText(words, { timeout: 60_000 });
  return expect
    .poll(
      async () => {
        // Without script the page reloads itself too, possibly at this moment.
        await page.reload().catch(() => {});
        return title.textContent();
      },
      { timeout: 60_000 },
    )
    .toMatch(words);
}

test('budgets are selected, seen before they change, set, and set back', async ({
  page,
  signIn,
  accessible,
  javaScriptEnabled,
}) => {
  await signIn('manager');
  const rows = await calm(page);
  for (const row of [0, 1, 2]) await rows.nth(row).getByRole('checkbox').check();
  await page.locator('summary', { hasText: 'Change budgets' }).click();
  await page.getByRole('radio', { name: 'Increase by an amount' }).check();
  await page.getByLabel('Amount or percentage').fill('12.5');
  await accessible();
  // Only with script the button shows the number.
  const preview = javaScriptEnabled === false ? 'Preview for selected' : 'Preview for 3 selected';
  await page.getByRole('button', { name: preview, exact: true }).click();

  await page.waitForURL(/\/jobs\/[0-9a-f]{32}$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Preview: 3 of 3 budgets will change');
  await expect(page.getByRole('table', { name: 'Totals' })).toContainText('+37.50');
  const before = await page.locator('#rows tbody td[data-label^="Before"]').allTextContents();
  expect(before).toHaveLength(3);
  await accessible();
  await page.getByRole('button', { name: /^Set 3 budgets: USD [\d,.]+ → [\d,.]+$/ }).click();
  await heading(page, /All 3 budgets set/, javaScriptEnabled !== false);
  await expect(page.getByRole('progressbar')).toBeVisible();
  await accessible();

  await page.getByRole('button', { name: 'Undo 3 budgets' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Preview: 3 of 3 budgets will change');
  const back = await page.locator('#rows tbody td[data-label^="After"]').allTextContents();
  expect(back).toEqual(before);
  await page.getByRole('button', { name: /^Set 3 budgets/ }).click();
  await heading(page, /All 3 budgets set/, javaScriptEnabled !== false);

  await page.goto('/budgets/bulk');
  const jobs = page.getByRole('table', { name: 'Recent jobs' });
  await expect(jobs.getByRole('row').nth(1)).toContainText('Undo');
  await expect(jobs.getByRole('row').nth(2)).toContainText('Increase by 12.5');
  await accessible();
});

test('a file is handed in, and what is wrong with its rows stands beside them', async ({
  page,
  signIn,
  javaScriptEnabled,
}) => {
  await signIn('manager');
  const rows = await calm(page);
  const link = await rows.nth(5).getByRole('link').first().getAttribute('href');
  const id = link.split('/').pop();
  await page.goto('/budgets/bulk');
  await page.getByLabel('CSV or Excel file').setInputFiles({
    name: 'budgets.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`customer,amount,type\n${id},4321.1,monthly\nnobody,5,\n${id}x,1.234,\n`),
  });
  await page.getByRole('button', { name: 'Preview changes' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Preview: 1 of 3 budgets will change');
  await expect(page.locator('#rows')).toContainText('Not found among your customers');
  await holdsLongNames(page);
  await page.getByRole('button', { name: /^Set 1 budget: USD/ }).click();
  await heading(page, /1 of 3 budgets set/, javaScriptEnabled !== false);
  await page.goto(`/budgets/${id}`);
  await expect(page.locator('main dl').first()).toContainText('4,321.10');
});
