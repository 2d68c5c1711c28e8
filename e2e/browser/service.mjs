// The service under test: the real binary, behind a proxy that can cut and block.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer as createHTTPServer, request as forward } from 'node:http';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { soon } from './deadline.mjs';
import { startWriter } from './writer.mjs';

const binary = process.env.PLANSPARK_BIN;
if (!binary) throw new Error('PLANSPARK_BIN must name the binary: task browser builds one');

/** @param {{workers?: number, pace?: number, maxActive?: number, flags?: string[]}} [options] pace: characters a second of the built-in planner, 0 is as fast as it can */
export async function startService({ workers = 4, pace = 0, maxActive = 2, flags = [] } = {}) {
  const data = await mkdtemp(join(tmpdir(), 'planspark-browser-'));
  const instance = await startInstance(['--data-dir', data, '--workers', workers, ...(pace ? ['--pace', pace] : []), '--max-active-per-user', maxActive, ...flags].map(String));
  const proxy = await startProxy(Number(new URL(instance.url).port));
  return {
    url: proxy.url,
    proxy,
    child: instance.child,
    said: instance.said,
    async stop() {
      proxy.close();
      await instance.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** A service whose plans a language model writes. @param {Parameters<typeof startService>[0]} [options] */
export async function written({ flags = [], ...options } = {}) {
  const writer = await startWriter();
  const service = await startService({ ...options, flags: [...writer.flags, ...flags] }).catch(error => { writer.close(); throw error; });
  return {
    ...service,
    writer,
    async stop() {
      writer.release(); // a plan that is held would be waited for
      await service.stop();
      writer.close();
    },
  };
}

/** One process on a port of its own. @param {string[]} flags */
export async function startInstance(flags) {
  const { found, ...rest } = await run('planspark', binary, ['serve', '--listen', '127.0.0.1:0', '--log-format', 'json', '--log-level', 'debug', ...flags], /http:\/\/127\.0\.0\.1:\d+/);
  return { url: found[0], ...rest };
}

/**
 * Two instances on PostgreSQL and Redis behind HAProxy; what ends is started again (task cluster).
 * @param {string[]} flags of both
 */
export async function startCluster(flags) {
  const cluster = process.env.PLANSPARK_CLUSTER;
  if (!cluster) throw new Error('PLANSPARK_CLUSTER must name the binary: task browser builds one');
  const { found: [said, url], ...rest } = await run('the cluster', cluster, ['-instances', '2', '-simulator=false', '-binary', binary, '--', ...flags], /The cluster is ready at (\S+)\/[\s\S]*Ctrl-C ends/);
  const instances = [...said.matchAll(/planspark-\d+ +(\S+) +process (\d+)/g)].map(([, url, pid]) => ({ url, pid: Number(pid) }));
  return { url, instances, ...rest };
}

/** Starts a program and waits for what it says when it is ready. @param {string} name @param {string} path @param {string[]} args @param {RegExp} ready */
async function run(name, path, args, ready) {
  const child = spawn(path, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env.PATH, HOME: tmpdir(), PLANSPARK_MARKET_DATA: 'snapshot' } });
  let said = '';
  const ended = new Promise(resolve => { child.on('exit', resolve); });
  const found = await soon(`${name} is ready`, new Promise((resolve, reject) => {
    const hear = chunk => {
      said += chunk;
      const found = ready.exec(said);
      if (found) resolve(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('exit', code => reject(new Error(`${name} left with ${code}: ${said}`)));
  })).catch(error => { child.kill('SIGKILL'); throw error; });
  return {
    found,
    child,
    said: () => said,
    async stop() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 30_000);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** @param {number} port */
export async function startProxy(port) {
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
  await new Promise(resolve => { server.listen(0, '127.0.0.1', resolve); });
  const cut = () => { for (const { near, far } of pairs) { near.destroy(); far.destroy(); } };
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    cut,
    /** Where new connections go from now on. @param {number} next */
    turn(next) { port = next; },
    block() { blocked = true; cut(); },
    unblock() { blocked = false; },
    close() { cut(); server.close(); },
  };
}

/**
 * A proxy that reads what it passes on, as many companies have one.
 * @param {string} url
 * @param {{upgrade?: 'pass'|'refuse'|'swallow', buffer?: boolean, cookies?: boolean}} faults buffer: an answer is passed on when it is whole
 */
export async function startGateway(url, { upgrade = 'pass', buffer = false, cookies = true }) {
  const { hostname, port } = new URL(url);
  const server = createHTTPServer((near, answer) => {
    if (!cookies) delete near.headers.cookie;
    const far = forward({ hostname, port, path: near.url, method: near.method, headers: near.headers }, response => {
      if (!cookies) delete response.headers['set-cookie'];
      const begin = () => answer.writeHead(response.statusCode, response.headers);
      if (!buffer) {
        begin();
        response.pipe(answer);
        return;
      }
      const parts = [];
      response.on('data', part => parts.push(part));
      response.on('end', () => { begin(); answer.end(Buffer.concat(parts)); });
      response.on('error', () => answer.destroy());
    });
    far.on('error', () => answer.destroy());
    answer.on('close', () => far.destroy());
    near.pipe(far);
  });
  const upgraded = new Set();
  server.on('upgrade', (near, socket) => {
    upgraded.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => upgraded.delete(socket));
    if (upgrade === 'pass') {
      const far = connect(Number(port), hostname);
      far.on('error', () => socket.destroy());
      socket.on('close', () => far.destroy());
      const headers = Object.entries(near.headers).filter(([name]) => cookies || name !== 'cookie');
      far.write(`GET ${near.url} HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
      socket.pipe(far).pipe(socket);
    }
    if (upgrade === 'refuse') socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
  });
  await new Promise(resolve => { server.listen(0, '127.0.0.1', resolve); });
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    async stop() {
      server.close();
      server.closeAllConnections();
      for (const socket of upgraded) socket.destroy();
    },
  };
}
