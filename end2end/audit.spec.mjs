import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { expect, test } from './fixtures.mjs';

// Sealing a log on a busy machine takes its time.
test.setTimeout(300_000);

/** The program alone: no database, no setting. */
function verify(file) {
  const program = resolve(process.env.PARTNERDESK_BIN ?? 'target/debug/partnerdesk');
  const { status, stdout, stderr } = spawnSync(program, ['audit', 'verify', file], { env: {}, encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

test('an administrator takes the log away, and anybody can verify the file', async ({ page, signIn, accessible }) => {
  await signIn('admin');
  await expect(async () => {
    await page.goto('/activity');
    await expect(page.locator('main')).toContainText('Sealed until', { timeout: 500 });
  }).toPass({ timeout: 60_000 });
  await accessible();
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export with proof' }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toMatch(/^partnerdesk-audit-log-.*\.jsonl$/);
  const file = await download.path();
  const whole = verify(file);
  expect(whole.said).toContain('The chain is whole');
  expect(whole.status).toBe(0);

  const text = await readFile(file, 'utf8');
  await writeFile(`${file}.changed`, text.replace('"actor":"', '"actor":"x'));
  const changed = verify(`${file}.changed`);
  expect(changed.said).toContain('position 1: its hash is not the one');
  expect(changed.status).toBe(1);
});

test('support sees how far the log is sealed and is not offered the file', async ({ page, signIn }) => {
  await signIn('support');
  await page.goto('/activity');
  await expect(page.locator('.seals')).toContainText(/Sealed until|Nothing sealed yet/);
  await expect(page.getByRole('link', { name: 'Export with proof' })).toHaveCount(0);
});
