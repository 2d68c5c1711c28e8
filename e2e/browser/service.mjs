// The service under test: the real binary when PLANSPARK_BIN names it, the double otherwise, both behind a proxy
// that can cut and block.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDouble } from '../../web/testdata/double/server.mjs';

export const binary = process.env.PLANSPARK_BIN;

/** @param {{workers?: number, pace?: number, maxActive?: number, double?: boolean, flags?: string[]}} [options] pace: characters a second */
export async function startService({ workers = 4, pace = 4000, maxActive = 2, double = false, flags = [] } = {}) {
  const origin = binary && !double ? await startBinary(['--workers', workers, '--pace', pace, '--max-active-per-user', maxActive, ...flags].map(String)) : await startDouble({ maxActive });
  const proxy = await startProxy(Number(new URL(origin.url).port));
  return {
    url: proxy.url,
    proxy,
    double: 'levers' in origin ? origin : undefined,
    async stop() {
      proxy.close();
      await origin.close();
    },
  };
}

/** @param {string[]} flags */
async function startBinary(flags) {
  const data = await mkdtemp(join(tmpdir(), 'planspark-browser-'));
  const child = spawn(binary, ['serve', '--listen', '127.0.0.1:0', '--data-dir', data, '--log-format', 'json', ...flags], { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env.PATH, HOME: data, PLANSPARK_MARKET_DATA: 'snapshot' } });
  let said = '';
  const url = await new Promise((resolve, reject) => {
    const hear = chunk => {
      said += chunk;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (found) resolve(found[0]);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('exit', code => reject(new Error(`planspark left with ${code}: ${said}`)));
  });
  const ended = new Promise(resolve => child.on('exit', resolve));
  return {
    url,
    async close() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(timer);
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** @param {number} port */
async function startProxy(port) {
  const pairs = new Set();
  let blocked = false;
  const server = createServer(near => {
    if (blocked) return near.destroy();
    const far = connect(port, '127.0.0.1');
    const pair = { near, far };
    pairs.add(pair);
    const end = () => { near.destroy(); far.destroy(); pairs.delete(pair); };
    for (const side of [near, far]) { side.on('error', end); side.on('close', end); }
    near.pipe(far);
    far.pipe(near);
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const cut = () => { for (const { near, far } of pairs) { near.destroy(); far.destroy(); } };
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    cut,
    block() { blocked = true; cut(); },
    unblock() { blocked = false; },
    close() { cut(); server.close(); },
  };
}
