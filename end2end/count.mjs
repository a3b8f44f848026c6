// Counts what a person does with mouse and keyboard, in the browser: trusted clicks, and keys that are
// no typing. What is typed or pasted into a field is no key; Enter, Tab and shortcuts are.
import { readFile } from 'node:fs/promises';

const JOBS = new URL('../docs/jobs.md', import.meta.url);

/** Runs in every document of the page. */
function listen() {
  const isField = (target) => target instanceof Element && target.matches('textarea, select, input:not([type=checkbox], [type=radio])');
  // A click that a key causes has no detail: the key is counted.
  addEventListener('click', (event) => event.isTrusted && event.detail > 0 && counted('click'), true);
  addEventListener(
    'keydown',
    (event) => {
      const typed = isField(event.target) && event.key.length === 1 && !event.ctrlKey && !event.metaKey;
      const held = ['Shift', 'Control', 'Meta', 'Alt'].includes(event.key);
      if (event.isTrusted && !typed && !held) counted(event.key);
    },
    true,
  );
}

/** `await counter(page)`: `total()` is the number of clicks and keys since, `list()` says which. */
export async function counter(page) {
  const done = [];
  await page.exposeFunction('counted', (what) => done.push(what));
  await page.addInitScript(listen);
  await page.reload();
  return { total: () => done.length, list: () => done.join(' ') };
}

/** What docs/jobs.md says: clicks and keys by the name of the job. */
export async function written() {
  const text = await readFile(JOBS, 'utf8');
  const rows = text.matchAll(/^\| ([^|]+?) \| (\d+) \|/gm);
  return Object.fromEntries([...rows].map(([, job, count]) => [job, Number(count)]));
}
