// Every kind of page of a desk, found by following its own links; for tests and pictures of all of them.
import { HERO, customerOf, rowsOf } from './steps.mjs';

async function links(page, list, selector, most = 1) {
  await page.goto(list);
  const found = await page.locator(selector).evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  return [...new Set(found)].slice(0, most);
}

/** The addresses of one page of each kind: sections, lists, forms and details. The mirror must be filled. */
export async function everyPage(page) {
  await rowsOf(page, '/renewals?auto=off', 3);
  await rowsOf(page, '/orders?status=6');
  const customer = await customerOf(page, HERO);
  const rows = 'main tbody a.row-link';
  const hero = encodeURIComponent(HERO);
  const [order] = await links(page, `/orders?status=6&q=${hero}`, rows);
  const [entry] = await links(page, '/activity', rows);
  const [call] = await links(page, '/status', rows);
  const [user] = await links(page, '/settings/users', 'main a[href^="/settings/users/"]');
  await page.goto(`/renewals?auto=off&q=${hero}`);
  const boxes = page.locator('main tbody input[type="checkbox"]');
  const ids = await boxes.evaluateAll((all) => all.slice(0, 3).map((box) => `id=${box.value}`));
  return [
    '/',
    '/customers',
    '/customers?q=nobody-has-this-name',
    `/customers/${customer}`,
    '/budgets',
    `/budgets/${customer}`,
    '/budgets/bulk',
    '/orders',
    '/orders?status=6&sort=deadline',
    ...[order, order && `${order}/pay`].filter(Boolean),
    '/renewals',
    `/renewals/prices?${ids.join('&')}`,
    `/changes/review?act=unsubscribe&${ids[0]}`,
    `/changes/review?act=auto-renew-on&${ids[0]}`,
    '/resellers',
    '/follow-ups',
    '/activity',
    ...[entry, call].filter(Boolean),
    '/status',
    '/settings',
    '/settings/users',
    ...[user].filter(Boolean),
    '/settings/rights',
    '/settings/assignments',
    '/settings/hand-over',
    '/help',
    '/search?q=aurora',
  ];
}

/** Pays an order, renews a resource, and plans a change of budgets of the desk; the addresses of what became of them. */
export async function madePages(page) {
  const hero = encodeURIComponent(HERO);
  const pathname = () => new URL(page.url()).pathname;
  const made = [];
  const [order] = await links(page, `/orders?status=6&q=${hero}`, 'main tbody a.row-link');
  await page.goto(`${order}/pay`);
  await page.getByRole('button', { name: /^Pay USD/ }).click();
  await page.waitForURL(/\/payments\/[0-9a-f]{32}$/);
  made.push(pathname());

  await page.goto(`/renewals?auto=off&q=${hero}`);
  await page.locator('main tbody').getByRole('checkbox').nth(4).check();
  await page.getByRole('button', { name: 'Get prices' }).click();
  await page.getByRole('link', { name: '1 month', exact: true }).click();
  await page.waitForURL(/period=1m$/);
  made.push(pathname() + new URL(page.url()).search);
  await page.getByRole('button', { name: /^Place order/ }).click();
  await page.waitForURL(/\/renewals\/[0-9a-f]{32}$/);
  made.push(pathname());

  await page.goto(`/budgets?q=${hero}`);
  await page.locator('main tbody').getByRole('checkbox').first().check();
  await page.locator('summary', { hasText: 'Change budgets' }).click();
  await page.getByRole('radio', { name: 'Increase by an amount' }).check();
  await page.getByLabel('Amount or percentage').fill('12.5');
  await page.getByRole('button', { name: /^Preview for/ }).first().click();
  await page.waitForURL(/\/jobs\/[0-9a-f]{32}$/);
  made.push(pathname());
  return made;
}

/** What sticks out of the window to the right, the widest first; `null` when nothing does. */
export function sideways() {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return null;
  const name = (element) => element.tagName.toLowerCase() + (element.className ? `.${element.className}` : '');
  const wide = [...document.body.querySelectorAll('*')]
    .map((element) => ({ name: name(element), right: Math.round(element.getBoundingClientRect().right) }))
    .filter(({ right }) => right > page.clientWidth)
    .sort((a, b) => b.right - a.right)
    .slice(0, 3);
  return `${page.scrollWidth} px wide in a window of ${page.clientWidth}: ${wide.map((one) => `${one.name} to ${one.right}`).join(', ')}`;
}

/**
 * Targets of less than 24 px. What is part of a sentence is as high as its line, and may be (WCAG 2.5.8);
 * a box in a label is as large as its label.
 */
export function smallTargets() {
  const shown = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && getComputedStyle(element).clipPath === 'none' && !element.closest('.sr-only, .skip');
  };
  const inSentence = (link) => {
    const around = link.parentElement.closest('p, li, dd, label, .hint, .small');
    const rest = around ? around.textContent.replace(link.textContent, '').trim() : '';
    return link.tagName === 'A' && rest.length > 0;
  };
  const size = (element) => {
    const boxes = [element, element.closest('label')].filter(Boolean).map((one) => one.getBoundingClientRect());
    return [Math.max(...boxes.map((box) => box.width)), Math.max(...boxes.map((box) => box.height))];
  };
  const targets = document.querySelectorAll('a[href], button, input:not([type="hidden"]), select, summary, textarea');
  return [...targets]
    .filter(shown)
    .map((element) => ({ element, size: size(element) }))
    .filter(({ element, size: [width, height] }) => Math.min(width, height) < 23.9 && !inSentence(element))
    .map(({ element, size: [width, height] }) => {
      const where = element.parentElement;
      return `${Math.round(width)}x${Math.round(height)} ${element.tagName} "${element.textContent.trim().slice(0, 20)}" in ${where.tagName}.${where.className}`;
    });
}

/** Puts a name of 64 letters without a blank wherever a name from outside can stand. */
export function longNames() {
  const fixed = 'svg, time, nav, .crumbs, .money, .badge, .button, .num, .nowrap, .touches';
  const places = 'h1, h2, dd, td a, tbody .lead, td .name, .under > a, li a:not(.tallies a, .figures a, .weeks a)';
  for (const place of document.querySelectorAll(`main :is(${places})`)) {
    const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    let text = texts.nextNode();
    while (text && (!text.data.trim() || text.parentElement.closest(fixed))) text = texts.nextNode();
    if (text) text.data = 'W'.repeat(64);
  }
}
