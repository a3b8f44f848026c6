// Starts browsers, for the tests and for look.mjs.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Chromium of the machine; Playwright's own download is not needed. */
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

/** Chromium connects only to the desk: no updates, no synchronization, no lookups at start. */
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

// The browser says so when a window changes its size, or goes on, while one page fades into the next: the
// fade is left out, and nothing else happens.
const FADE_LEFT_OUT = /^(InvalidStateError|AbortError): Transition was (aborted|skipped)/;

/** What was thrown, also where it has no stack. */
function described(error) {
  const words = String(error);
  return error?.stack?.includes(words) ? error.stack : `${words} ${error?.stack ?? ''}`.trim();
}

/**
 * Collects all browser errors in the pages of a context: of scripts, of loading, of the content
 * security policy.
 */
export function watch(context) {
  const errors = [];
  context.on('console', (message) => {
    if (message.type() === 'error') {
      errors.push(`${message.text()} (${message.location().url})`);
    }
  });
  context.on('weberror', (thrown) => {
    const error = described(thrown.error());
    if (!FADE_LEFT_OUT.test(error)) errors.push(error);
  });
  return errors;
}

/** Signs in through the form, with and without script, in any language. */
export async function signIn(page, base, name, password) {
  await page.goto(new URL('/sign-in', base).href);
  await page.locator('input[name="name"]').fill(name);
  await page.locator('input[name="password"]').fill(password);
  await Promise.all([
    page.waitForURL((url) => url.pathname !== '/sign-in', { timeout: 15_000 }),
    page.locator('form:has(input[name="password"]) [type="submit"]').click(),
  ]);
}
