import { signIn } from './browser.mjs';
import { startApart } from './desk.mjs';
import { expect, test } from './fixtures.mjs';
import { HERO, rowsOf } from './steps.mjs';

test.use({ ownDesk: 'outage' });
test.setTimeout(300_000);

test('the partner stops answering in the middle: pages stand and say how old they are', async ({ page }) => {
  const desk = await startApart();
  try {
    await signIn(page, desk.base, 'admin', desk.password);
    await rowsOf(page, `${desk.base}/orders?status=6`);
    await rowsOf(page, `${desk.base}/budgets`);
    const order = await page.goto(`${desk.base}/orders?status=6&q=aurora`).then(() =>
      page.locator('main tbody a[href^="/orders/"]').first().getAttribute('href'),
    );
    await page.goto(`${desk.base}${order}/pay`);
    const pay = page.getByRole('button', { name: /^Pay USD/ });
    await expect(pay).toBeVisible();

    await desk.stopPartner();

    // A user who clicks Pay at that moment is told that nothing was paid.
    await pay.click();
    await expect(page.getByRole('alert').first()).toBeVisible({ timeout: 40_000 });
    await expect(page.locator('main')).not.toContainText('Payment complete');

    await page.goto(`${desk.base}/customers?q=aurora`);
    await expect(page.locator('main tbody')).toContainText(HERO);
    await expect(page.locator('main')).toContainText(/updated .* ago/i);
    await page.locator('main tbody').getByRole('link', { name: HERO }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(HERO, { timeout: 60_000 });
    await expect(page.locator('main')).toContainText(/could not|cannot|failed|did not respond/i);
  } finally {
    // Pending requests of the page, such as its icon, must not reach a stopped desk.
    await page.goto('about:blank');
    await desk.stop();
  }
});
