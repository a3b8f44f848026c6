// Starts a desk of its own: fresh database, simulated partner, free port.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PATIENCE = 60_000;

function freePort() {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** The environment without the settings of a real desk: its keys must never reach a test. */
function environment(settings) {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('PARTNERDESK_') && name !== 'DATABASE_URL',
  );
  return { ...Object.fromEntries(inherited), ...settings };
}

/** `serve --demo` prints a line for each sign-in: the name and its password. */
export function passwordsIn(output) {
  const lines = output.matchAll(/^\W*(admin|manager|support)\b\W+(?:password\W+)?(\S+)\s*$/gm);
  return Object.fromEntries([...lines].map(([, name, password]) => [name, password]));
}

/**
 * Starts `partnerdesk serve --demo` and resolves when it is healthy.
 *
 * The program is PARTNERDESK_BIN, else the debug build. What it prints stays in `output()`.
 */
export async function startDesk() {
  const program = resolve(ROOT, process.env.PARTNERDESK_BIN ?? 'target/debug/partnerdesk');
  const folder = await mkdtemp(join(tmpdir(), 'partnerdesk-end2end-'));
  const address = `127.0.0.1:${await freePort()}`;
  const child = spawn(program, ['serve', '--demo'], {
    cwd: ROOT, // The site is found at target/site.
    env: environment({
      PARTNERDESK_ADDR: address,
      DATABASE_URL: `sqlite://${join(folder, 'desk.db')}`,
    }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let ended = null;
  child.stdout.on('data', (text) => (output += text));
  child.stderr.on('data', (text) => (output += text));
  const end = new Promise((done) => {
    child.once('error', (error) => done((ended = `did not start: ${error.message}`)));
    child.once('exit', (code, signal) => done((ended = `ended with ${signal ?? code}`)));
  });

  const stop = async () => {
    if (ended === null) {
      child.kill('SIGTERM');
      const late = new AbortController();
      await Promise.race([end, wait(5_000, undefined, { signal: late.signal }).then(() => child.kill('SIGKILL'))]);
      late.abort();
      await end;
    }
    await rm(folder, { recursive: true, force: true });
  };

  const base = `http://${address}`;
  try {
    await healthy(base, () => ended);
    const passwords = passwordsIn(output);
    for (const name of ['admin', 'manager', 'support']) {
      if (!passwords[name]) throw new Error(`no password for ${name} was printed`);
    }
    return { base, passwords, output: () => output, stop };
  } catch (error) {
    await stop();
    throw new Error(`${program}: ${error.message}\n${output}`);
  }
}

async function healthy(base, ended) {
  const deadline = Date.now() + PATIENCE;
  while (Date.now() < deadline) {
    if (ended() !== null) throw new Error(ended());
    const status = await fetch(`${base}/healthz`).then((answer) => answer.status, () => 0);
    if (status === 200) return;
    await wait(50);
  }
  throw new Error(`not healthy after ${PATIENCE / 1000} s`);
}
