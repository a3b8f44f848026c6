// How every browser of ours is started: by the tests and by look.mjs.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Chromium as the machine has it; Playwright's own download is not needed. */
function chromium() {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)];
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const found = [process.env.CHROMIUM, ...folders.flatMap((folder) => names.map((name) => join(folder, name)))]
    .filter(Boolean)
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
  if (!found) {
    throw new Error('no Chromium on this machine: run `make setup`, or name one in CHROMIUM');
  }
  return found;
}

/** Chromium speaks with nobody but the desk: no updates, no synchronising, no look-ups at its start. */
export const launchOptions = {
  executablePath: chromium(),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

/**
 * Collects what a browser complains about, in all pages of a context: errors of scripts, of
 * loading, of the content security policy.
 */
export function watch(context) {
  const errors = [];
  context.on('console', (message) => {
    if (message.type() === 'error') {
      errors.push(`${message.text()} (${message.location().url})`);
    }
  });
  context.on('weberror', (thrown) => errors.push(String(thrown.error()?.stack ?? thrown.error())));
  return errors;
}

/** Signs in by the form, as a person does. Works with and without script, in any language. */
export async function signIn(page, base, name, password) {
  await page.goto(new URL('/sign-in', base).href);
  await page.locator('input[name="name"]').fill(name);
  await page.locator('input[name="password"]').fill(password);
  await Promise.all([
    page.waitForURL((url) => url.pathname !== '/sign-in', { timeout: 15_000 }),
    page.locator('form:has(input[name="password"]) [type="submit"]').click(),
  ]);
}
