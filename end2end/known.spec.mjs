// What is known, old, and unknown is told apart where people look, and is never shown as nothing.
import { signIn } from './browser.mjs';
import { AGENCY, startApart } from './desk.mjs';
import { expect, test } from './fixtures.mjs';
import { HERO, customerOf, rowsOf } from './steps.mjs';

test.use({ ownDesk: 'known' });
test.setTimeout(480_000);

const DASH = '\u2013';
const figure = (page, list) => page.locator(`.figures a.figure[href^="${list}"]`);
const gap = (page) => page.locator('#gap-resources');

/** How many customers' resources are not known, as monitoring reads it. */
async function unread(desk) {
  const metrics = await (await fetch(`${desk.base}/metrics`)).text();
  return /^mirror_customers_unread\{part="resources"\} (\S+)$/m.exec(metrics)?.[1];
}

/** Opens a page again and again, until something on it is as expected. */
async function until(page, path, expected) {
  await expect(async () => {
    await page.goto(path);
    await expected();
  }).toPass({ timeout: 120_000, intervals: [1_000, 2_000, 5_000] });
}

test('a wrong agency at the first start is said, corrected, and gone; what was read stays with its age', async ({
  page,
  accessible,
}) => {
  // Three customers without faults of their own, whose resources are read every few seconds.
  const often = { PARTNERDESK_SYNC_RESOURCES_SECONDS: '5' };
  const wrong = { PARTNERDESK_AGENCY: 'partnerdesk_agncy' };
  const desk = await startApart({ customers: 3, settings: { ...often, ...wrong } });
  try {
    await signIn(page, desk.base, 'admin', desk.password);

    // Unknown: what, why, and who can fix it, on the overview and where people look besides.
    await until(page, `${desk.base}/`, () => expect(gap(page)).toContainText('not known for 3 of 3 customers', { timeout: 500 }));
    await expect(gap(page)).toContainText('the customer has no agency');
    await expect(gap(page)).toContainText('IAM.0002');
    await expect(gap(page)).toContainText('A Partnerdesk administrator can correct it: setting PARTNERDESK_AGENCY.');
    await expect(figure(page, '/renewals')).toContainText(DASH);
    await expect(figure(page, '/renewals')).not.toContainText(/\d/);
    await expect(page.locator('#renewals')).toContainText('Not known: could not be loaded from HUAWEI CLOUD.');
    // What needs no agency is known.
    await until(page, `${desk.base}/`, () => expect(figure(page, '/orders')).toHaveText(/^\d+$/, { timeout: 500 }));
    await accessible();
    expect(await unread(desk)).toBe('3');
    await page.goto(`${desk.base}/status`);
    await expect(gap(page)).toContainText('A Partnerdesk administrator can correct it: setting PARTNERDESK_AGENCY.');
    await page.goto(`${desk.base}/renewals`);
    await expect(gap(page)).toContainText('not known for 3 of 3 customers');
    await expect(page.locator('main')).toContainText('This does not mean that there are none.');
    await accessible();

    // Known: the right name, and the figures come by themselves.
    await page.goto('about:blank');
    await desk.restart({ PARTNERDESK_AGENCY: AGENCY });
    await until(page, `${desk.base}/`, () => expect(figure(page, '/renewals')).toHaveText(/^\d+$/, { timeout: 500 }));
    await expect(gap(page)).toHaveCount(0);
    expect(await unread(desk)).toBe('0');
    await rowsOf(page, `${desk.base}/renewals?q=aurora`, 3);
    await expect(gap(page)).toHaveCount(0);
    const customer = await customerOf(page, HERO, desk.base);
    await page.goto(`${desk.base}/customers/${customer}`);
    const rows = page.locator('#resources tbody tr');
    const known = await rows.count();
    expect(known).toBeGreaterThan(0);

    // Old: the rows stay, with their age and why they could not be updated.
    await page.goto('about:blank');
    await desk.restart(wrong);
    await until(page, `${desk.base}/customers/${customer}`, () =>
      expect(page.locator('#resources')).toContainText(/Update failed; last updated/, { timeout: 500 }),
    );
    await expect(rows).toHaveCount(known);
    await accessible();
    await page.goto(`${desk.base}/`);
    await expect(figure(page, '/renewals')).toHaveText(/^\d+$/);
    await expect(gap(page)).toContainText('IAM.0002');
    await expect(gap(page)).not.toContainText('not known for');
  } finally {
    // Pending requests of the page, such as its icon, must not reach a stopped desk.
    await page.goto('about:blank');
    await desk.stop();
  }
});

test('a part of one customer that cannot be read is a dash with its reason, and is counted in no figure', async ({
  page,
  signIn,
  accessible,
}) => {
  await signIn('support');
  const customer = await customerOf(page, 'Fault Demo: no agency');
  await until(page, `/customers/${customer}`, () =>
    expect(page.locator('#resources')).toContainText('the customer has no agency', { timeout: 500 }),
  );
  const resources = page.locator('#resources');
  await expect(resources).toContainText('Yearly/monthly resources: not known');
  await expect(resources).toContainText('The customer must create or correct the agency in the HUAWEI CLOUD console.');
  await expect(resources).toContainText('IAM.0002');
  await expect(resources.locator('tbody tr')).toHaveCount(0);
  await expect(page.locator('main')).not.toContainText('No yearly/monthly resources.');
  await expect(resources.getByRole('heading').first()).not.toContainText(/\d/);
  await accessible();

  // Among the others it makes a figure "at least", and the figure says of whom it knows nothing.
  await until(page, '/', () => expect(figure(page, '/renewals')).toHaveText(/^at least \d+$/, { timeout: 500 }));
  await expect(page.locator('.figures')).toContainText(/\d+ customers? could not be included\./);
  // Its own list is not empty: it is not known.
  await page.goto(`/renewals?customer=${customer}`);
  await expect(page.locator('main')).toContainText('No matches among what is known');
  await expect(page.locator('main')).toContainText(/could not be included\. This does not mean that there are none\./);
  await expect(page.getByRole('heading', { level: 1 })).not.toContainText(/\b0\b/);
});
