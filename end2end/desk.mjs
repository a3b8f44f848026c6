// Starts a desk for tests: fresh database, simulated partner API, free port.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PATIENCE = 60_000;
/** Requests and answers of the simulated partner API; `make recorded` validates them against the sheets. */
const EXCHANGES = join(ROOT, 'target/exchanges/end2end');

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

/** The environment without settings of a real desk: its credentials must never reach a test. */
function environment(settings) {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('PARTNERDESK_') && name !== 'DATABASE_URL',
  );
  return { ...Object.fromEntries(inherited), ...settings };
}

/** `serve --demo` prints a line for each sign-in: the name, its password, its role. */
export function passwordsIn(output) {
  const lines = output.matchAll(/^\s*(admin|manager|support)\s+(\S+)\s+\(/gm);
  return Object.fromEntries([...lines].map(([, name, password]) => [name, password]));
}

/** The tested program: PARTNERDESK_BIN, otherwise the debug build. */
const program = () => resolve(ROOT, process.env.PARTNERDESK_BIN ?? 'target/debug/partnerdesk');

/** Runs the program with arguments; its output is in `output()`. */
function run(args, settings, input) {
  const child = spawn(program(), args, {
    cwd: ROOT, // The site is found at target/site.
    env: environment(settings),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(input ?? '');
  let output = '';
  let ended = null;
  child.stdout.on('data', (text) => (output += text));
  child.stderr.on('data', (text) => (output += text));
  const end = new Promise((done) => {
    child.once('error', (error) => done((ended = `did not start: ${error.message}`)));
    child.once('exit', (code, signal) => done((ended = `ended with ${signal ?? code}`)));
  });
  const stop = async () => {
    if (ended !== null) return;
    child.kill('SIGTERM');
    const late = new AbortController();
    await Promise.race([end, wait(5_000, undefined, { signal: late.signal }).then(() => child.kill('SIGKILL'))]);
    late.abort();
    await end;
  };
  return { output: () => output, ended: () => ended, end, stop };
}

/** The output of a program, as soon as it matches. */
async function printed(process, pattern) {
  const deadline = Date.now() + PATIENCE;
  while (Date.now() < deadline) {
    const found = process.output().match(pattern);
    if (found) return found;
    if (process.ended() !== null) break;
    await wait(20);
  }
  throw new Error(`never printed ${pattern}: ${process.ended() ?? 'still running'}\n${process.output()}`);
}

/** A folder, an address and a database for one desk. */
async function place() {
  const folder = await mkdtemp(join(tmpdir(), 'partnerdesk-end2end-'));
  const address = `127.0.0.1:${await freePort()}`;
  const settings = {
    PARTNERDESK_ADDR: address,
    DATABASE_URL: `sqlite://${join(folder, 'desk.db')}`,
    // Tests share a desk, and so its day: what they test are limits for one action.
    PARTNERDESK_PASSWORD_ABOVE_PER_DAY: 'manager=10000000',
    PARTNERDESK_APPROVAL_ABOVE_PER_DAY: 'manager=10000000',
    PARTNERDESK_BUDGET_PASSWORD_ABOVE_PER_DAY: 'manager=10000000',
    PARTNERDESK_BUDGET_APPROVAL_ABOVE_PER_DAY: 'manager=10000000',
  };
  const clear = () => rm(folder, { recursive: true, force: true });
  await mkdir(EXCHANGES, { recursive: true });
  const record = join(EXCHANGES, `${basename(folder)}.jsonl`);
  return { base: `http://${address}`, settings, record, clear };
}

/**
 * Starts `partnerdesk serve --demo` and resolves when it is healthy. `simulator` is the address of
 * the simulator's control plane.
 */
export async function startDesk() {
  const { base, settings, record, clear } = await place();
  const desk = run(['serve', '--demo', '--demo-customers', '60', '--demo-record', record], settings);
  const stop = async () => {
    await desk.stop();
    await clear();
  };
  try {
    await healthy(base, desk.ended);
    const passwords = passwordsIn(desk.output());
    for (const name of ['admin', 'manager', 'support']) {
      if (!passwords[name]) throw new Error(`no password for ${name} was printed`);
    }
    const [, simulator] = await printed(desk, /(http:\/\/\S+\/_simulator)\//);
    return { base, simulator, passwords, output: desk.output, stop };
  } catch (error) {
    await stop();
    throw new Error(`${program()}: ${error.message}\n${desk.output()}`);
  }
}

/** The name of the agency in the accounts of the simulated customers. */
export const AGENCY = 'partnerdesk_agency';

/**
 * Starts simulator and desk as two programs, so that the partner API can be stopped with `stopPartner()`, and the
 * desk started again with other settings by `restart(settings)`. There is one user, `admin`. `customers` is how
 * many the simulated partner has: the first three have no faults. `settings` are of the desk.
 */
export async function startApart({ customers = 30, settings: own = {} } = {}) {
  const { base, settings, record, clear } = await place();
  const keys = ['--ak', 'END2END', '--sk', 'end2end-secret-key'];
  const tenant = ['--seed', '7', '--customers', String(customers), '--record', record];
  const partner = run(['simulate', '--addr', '127.0.0.1:0', ...tenant, ...keys], {});
  const [, url] = await printed(partner, /ready on (http:\/\/\S+)/);
  const connected = {
    ...settings,
    PARTNERDESK_BSS_URL: url,
    PARTNERDESK_IAM_URL: url,
    PARTNERDESK_AK: 'END2END',
    PARTNERDESK_SK: 'end2end-secret-key',
    PARTNERDESK_AGENCY: AGENCY,
    ...own,
  };
  const password = 'a password for tests';
  const added = run(['user', 'add', 'admin', '--role', 'administrator'], settings, `${password}\n`);
  await added.end;
  let desk = run(['serve'], connected);
  const restart = async (changed) => {
    await desk.stop();
    desk = run(['serve'], { ...connected, ...changed });
    await healthy(base, desk.ended);
  };
  const stop = async () => {
    await Promise.all([desk.stop(), partner.stop()]);
    await clear();
  };
  try {
    await healthy(base, desk.ended);
    return { base, password, stopPartner: partner.stop, restart, output: () => desk.output(), stop };
  } catch (error) {
    await stop();
    throw new Error(`${program()}: ${error.message}\n${added.output()}${desk.output()}`);
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
