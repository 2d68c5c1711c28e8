import assert from 'node:assert/strict';
import test from 'node:test';
import { Client } from '../static/js/client/client.js';
import { prove } from '../static/js/client/proof.js';
import { createBackoff } from '../static/js/client/backoff.js';
import { blank, fold, textOf } from '../static/js/client/fold.js';
import { createClock, createSockets, randomLog, settle } from './fake.mjs';

/** A client on played sockets, and what it told its page. */
function setup(more = {}) {
  const clock = createClock();
  const { sockets, FakeSocket } = createSockets();
  const links = [];
  const transports = [];
  const client = new Client({
    server: 'http://example.test',
    environment: { WebSocket: FakeSocket, fetch: () => Promise.reject(new Error('no network')), random: () => 0.5, ...clock, ...more.environment },
    session: more.session ?? (async () => true),
    token: more.token,
    onlink: link => links.push(link),
    ontransport: transport => transports.push(transport),
  });
  return { client, clock, sockets, links, transports };
}

/** Folds what a watch passes on, as the page does. */
function reader(id = 'g') {
  let snap = blank(id);
  const seen = [];
  const hear = message => {
    seen.push(message);
    if (message.type === 'snapshot') snap = { ...message.snapshot, cursor: message.cursor };
    if (message.type === 'events') snap = fold(snap, message.events, message.cursor);
  };
  return { hear, seen, get snap() { return snap; } };
}

const events = (log, from, to) => ({ type: 'events', generation: 'g', after: from ? log[from - 1].cursor : '0-0', cursor: log[to - 1].cursor, events: log.slice(from, to).map(entry => entry.event) });

/** Plays the server's side of a watch from the last cursor that was asked for. */
function serve(socket, log, { from = socket.asked('watch').at(-1).after, to = log.length } = {}) {
  const start = from === '0-0' ? 0 : log.findIndex(entry => entry.cursor === from) + 1;
  for (let i = start; i < to; i++) socket.say(events(log, i, i + 1));
}

const whole = log => fold(blank('g'), log.map(entry => entry.event), log.at(-1).cursor);

test('offers the subprotocol and watches from the cursor that is held', async () => {
  const { client, sockets } = setup();
  client.start();
  await settle();
  assert.deepEqual([sockets[0].url, sockets[0].protocols], ['ws://example.test/v1/ws', ['planspark.v1']]);
  client.watch('g', () => {}, undefined, { after: '1-7' });
  sockets[0].hello();
  assert.deepEqual(sockets[0].asked('watch').map(({ generation, after }) => [generation, after]), [['g', '1-7']]);
});

test('a cut behind every message gives the same text', async () => {
  const log = randomLog(7);
  for (let cut = 0; cut <= log.length; cut++) {
    const { client, clock, sockets } = setup();
    const read = reader();
    client.start();
    await settle();
    client.watch('g', read.hear);
    sockets[0].hello();
    serve(sockets[0], log, { to: cut });
    if (cut < log.length) {
      sockets[0].drop();
      await clock.advance(2_000);
      sockets[1].hello();
      serve(sockets[1], log);
    }
    assert.deepEqual(read.snap, whole(log), `cut behind message ${cut}`);
  }
});

test('a broken chain is answered with one new watch, and nothing is lost or doubled', async () => {
  const log = randomLog(11);
  const { client, sockets } = setup();
  const read = reader();
  client.start();
  await settle();
  client.watch('g', read.hear);
  const [socket] = sockets;
  socket.hello();
  serve(socket, log, { to: 3 });
  socket.say(events(log, 4, 5));
  socket.say(events(log, 5, 6));
  assert.equal(socket.asked('watch').length, 2);
  assert.equal(socket.asked('watch')[1].after, log[2].cursor);
  serve(socket, log);
  assert.deepEqual(read.snap, whole(log));
});

test('messages that were had already are ignored', async () => {
  const log = randomLog(12);
  const { client, sockets } = setup();
  const read = reader();
  client.start();
  await settle();
  client.watch('g', read.hear);
  sockets[0].hello();
  serve(sockets[0], log, { to: 4 });
  sockets[0].say(events(log, 0, 2));
  serve(sockets[0], log, { from: log[3].cursor });
  assert.equal(sockets[0].asked('watch').length, 1);
  assert.equal(textOf(read.snap), textOf(whole(log)));
});

test('a snapshot replaces what is held and the chain goes on from it', async () => {
  const log = randomLog(13);
  const { client, sockets } = setup();
  const read = reader();
  client.start();
  await settle();
  client.watch('g', read.hear);
  sockets[0].hello();
  const middle = fold(blank('g'), log.slice(0, 9).map(entry => entry.event), log[8].cursor);
  sockets[0].say({ type: 'snapshot', generation: 'g', cursor: log[8].cursor, snapshot: middle });
  serve(sockets[0], log, { from: log[8].cursor });
  assert.deepEqual(read.snap, whole(log));
});

test('goaway: the new connection is open before the old one is left, and both may speak', async () => {
  const log = randomLog(21);
  const { client, clock, sockets, links } = setup();
  const read = reader();
  client.start();
  await settle();
  client.watch('g', read.hear);
  sockets[0].hello();
  serve(sockets[0], log, { to: 3 });
  sockets[0].say({ type: 'goaway', reason: 'draining', reconnect_after_ms: 1840 });
  await clock.advance(1839);
  assert.equal(sockets.length, 1);
  await clock.advance(2);
  assert.equal(sockets.length, 2);
  sockets[0].say(events(log, 3, 4));
  assert.equal(sockets[0].closed, false);
  sockets[1].hello();
  assert.equal(sockets[1].asked('watch')[0].after, log[3].cursor);
  assert.equal(sockets[0].closed, false, 'the old connection stays until the new one has resumed');
  sockets[0].say(events(log, 4, 5));
  serve(sockets[1], log);
  assert.equal(sockets[0].closed, true);
  assert.deepEqual(read.snap, whole(log));
  assert.deepEqual(links, ['live'], 'nothing visible');
});

test('goaway whose new connection fails keeps the old one and tries again', async () => {
  const { client, clock, sockets, links } = setup();
  client.start();
  await settle();
  sockets[0].hello();
  sockets[0].say({ type: 'goaway', reason: 'draining', reconnect_after_ms: 10 });
  await clock.advance(11);
  sockets[1].drop();
  await clock.advance(2_000);
  sockets[2].hello();
  assert.equal(sockets[0].closed, true);
  assert.deepEqual(links, ['live']);
});

test('unknown messages and fields change nothing', async () => {
  const { client, sockets } = setup();
  const read = reader();
  client.start();
  await settle();
  client.watch('g', read.hear);
  sockets[0].hello({ future: { a: 1 } });
  sockets[0].say({ type: 'from_the_future', generation: 'g', cursor: '9-9' });
  sockets[0].say({ type: 'progress', generation: 'other', percent: 3 });
  assert.deepEqual(read.seen, []);
});

test('silence is asked about, and then taken for a broken connection', async () => {
  const { client, clock, sockets, links } = setup();
  client.start();
  await settle();
  sockets[0].hello();
  await clock.advance(10_001);
  assert.equal(sockets[0].asked('ping').length, 1);
  sockets[0].say({ type: 'pong' });
  await clock.advance(10_001);
  assert.equal(sockets[0].asked('ping').length, 2);
  await clock.advance(5_001);
  assert.deepEqual(links, ['live', 'reconnecting']);
  await clock.advance(2_000);
  assert.equal(sockets.length, 2);
});

test('a request is answered by its reply, refused by its problem, lost with its connection', async () => {
  const { client, sockets } = setup();
  client.start();
  await settle();
  const [socket] = sockets;
  socket.hello();
  const one = client.generate({ idea: 'one' });
  socket.say({ type: 'reply', to: socket.asked('generate')[0].id, generation: 'g1', joined: true, cached: false });
  assert.equal((await one).generation, 'g1');
  const two = client.generate({ idea: 'two' });
  socket.say({ type: 'error', to: socket.asked('generate')[1].id, problem: { code: 'too_many_active', title: 'Too many', active: ['a'] } });
  await assert.rejects(two, error => error.problem.code === 'too_many_active');
  const three = client.generate({ idea: 'three' });
  socket.drop();
  await assert.rejects(three, /lost/);
  await assert.rejects(client.generate({ idea: 'four' }), /not connected/);
});

test('a request without a reply is given up, so that it can be asked another way', async () => {
  const { client, clock, sockets } = setup();
  client.start();
  await settle();
  sockets[0].hello();
  const asked = client.generate({ idea: 'one' });
  const outcome = assert.rejects(asked, /no reply/);
  for (let i = 0; i < 4; i++) { await clock.advance(4_000); sockets[0].say({ type: 'pong' }); }
  await outcome;
});

test('a watch that cannot be served now is asked for again', async () => {
  const log = randomLog(31);
  const { client, clock, sockets } = setup();
  const read = reader();
  const refused = [];
  client.start();
  await settle();
  client.watch('g', read.hear, problem => refused.push(problem.code));
  const [socket] = sockets;
  socket.hello();
  const busy = { code: 'unavailable', retryable: true, retry_after_ms: 2000 };
  socket.say({ type: 'error', to: socket.asked('watch')[0].id, problem: busy });
  await clock.advance(2_999);
  assert.equal(socket.asked('watch').length, 1);
  await clock.advance(1);
  assert.equal(socket.asked('watch').length, 2);
  serve(socket, log);
  assert.deepEqual([read.snap, refused], [whole(log), []]);
});

test('an accepted plan whose watch cannot begin is watched later', async () => {
  const log = randomLog(32);
  const { client, clock, sockets } = setup();
  const read = reader();
  client.start();
  await settle();
  const [socket] = sockets;
  socket.hello();
  const asked = client.generate({ idea: 'one' });
  const [{ id }] = socket.asked('generate');
  socket.say({ type: 'reply', to: id, generation: 'g', joined: false, cached: false });
  await asked;
  client.watch('g', read.hear, undefined, { implied: true });
  socket.say({ type: 'error', to: id, problem: { code: 'unavailable', retryable: true, retry_after_ms: 2000 } });
  await clock.advance(3_000);
  assert.deepEqual(socket.asked('watch').map(({ generation, after }) => [generation, after]), [['g', '0-0']]);
  serve(socket, log);
  assert.deepEqual(read.snap, whole(log));
});

test('a watch that is refused ends', async () => {
  const { client, clock, sockets } = setup();
  const refused = [];
  client.start();
  await settle();
  client.watch('g', () => {}, problem => refused.push(problem.code));
  sockets[0].hello();
  sockets[0].say({ type: 'error', to: sockets[0].asked('watch')[0].id, problem: { code: 'not_found', title: 'Not found' } });
  sockets[0].drop();
  await clock.advance(2_000);
  sockets[1].hello();
  assert.deepEqual([refused, sockets[1].asked('watch')], [['not_found'], []]);
});

test('an expired session is renewed before coming back', async () => {
  let renewed = 0;
  const { client, clock, sockets } = setup({ session: async () => { renewed++; return true; } });
  client.start();
  await settle();
  sockets[0].hello();
  sockets[0].drop(4003);
  await clock.advance(2_000);
  assert.deepEqual([renewed, sockets.length], [2, 2]);
});

test('while the server cannot be reached there is no fallback', async () => {
  let reachable = true;
  const { client, clock, sockets, transports } = setup({ session: async () => reachable });
  client.start();
  await settle();
  sockets[0].hello();
  reachable = false;
  sockets[0].drop();
  for (let i = 0; i < 10; i++) { await clock.advance(20_000); sockets.at(-1).drop(); }
  assert.deepEqual(transports, ['ws']);
});

test('without WebSocket it is SSE, without SSE polling, and the text is the same', async () => {
  const log = randomLog(31);
  for (const [transport, withEvents] of [['sse', true], ['poll', false]]) {
    const sources = [];
    class FakeSource {
      constructor(url) { this.url = url; sources.push(this); }
      close() { this.closed = true; }
    }
    const polls = [];
    const fetch = async url => {
      polls.push(url);
      const after = new URL(url).searchParams.get('after');
      const i = after === '0-0' ? 0 : log.findIndex(entry => entry.cursor === after) + 1;
      return { ok: true, status: 200, json: async () => events(log, i, i + 1) };
    };
    const { client, clock, sockets, transports, links } = setup({ environment: { fetch, ...(withEvents && { EventSource: FakeSource }) } });
    const read = reader();
    client.start();
    await settle();
    client.watch('g', read.hear);
    sockets[0].drop();
    await clock.advance(1_000);
    sockets[1].drop();
    await clock.advance(2_000);
    if (withEvents) {
      const half = Math.floor(log.length / 2);
      for (let i = 0; i < half; i++) sources[0].onmessage({ data: JSON.stringify(events(log, i, i + 1)) });
      sources[0].onerror();
      await clock.advance(2_000);
      assert.match(sources[1].url, new RegExp(`after=${log[half - 1].cursor}$`));
      for (let i = half; i < log.length; i++) sources[1].onmessage({ data: JSON.stringify(events(log, i, i + 1)) });
    } else {
      await clock.advance(60_000);
    }
    assert.deepEqual(read.snap, whole(log), transport);
    assert.ok(transports.includes(transport), transports.join());
    assert.equal(links.at(-1), 'live');
    client.close();
  }
});

test('an upgrade that nobody answers holds nothing up: SSE carries on meanwhile, and the WebSocket takes over', async () => {
  const log = randomLog(37);
  const sources = [];
  class FakeSource {
    constructor(url) { this.url = url; sources.push(this); }
    close() { this.closed = true; }
  }
  const { client, clock, sockets, transports } = setup({ environment: { EventSource: FakeSource } });
  const read = reader();
  client.start();
  client.watch('g', read.hear);
  await clock.advance(3_000);
  assert.equal(sources.length, 1, 'after 3 s');
  for (let i = 0; i < 5; i++) sources[0].onmessage({ data: JSON.stringify(events(log, i, i + 1)) });
  sockets[0].hello();
  assert.ok(sources[0].closed);
  serve(sockets[0], log);
  assert.deepEqual(read.snap, whole(log));
  assert.deepEqual(transports, ['sse', 'ws']);
});

test('a stream that stays silent from its start is held up on the way: polling takes over within seconds', async () => {
  const log = randomLog(41);
  class HeldSource { close() {} }
  const fetch = async url => {
    const after = new URL(url).searchParams.get('after');
    const i = after === '0-0' ? 0 : log.findIndex(entry => entry.cursor === after) + 1;
    return { ok: true, status: 200, json: async () => events(log, i, log.length) };
  };
  const { client, clock, transports } = setup({ environment: { WebSocket: undefined, EventSource: HeldSource, fetch } });
  const read = reader();
  client.start();
  client.watch('g', read.hear);
  await clock.advance(8_000);
  assert.deepEqual(transports, ['sse', 'poll']);
  assert.deepEqual(read.snap, whole(log));
});

test('who has a token and no cookie opens the WebSocket with a ticket, and polls with the token', async () => {
  const asked = [];
  const fetch = async (url, init) => {
    asked.push([new URL(url).pathname, init.headers.Authorization]);
    return { ok: true, status: 201, json: async () => ({ ticket: 'one time' }) };
  };
  const { client, sockets } = setup({ token: () => 'mine', environment: { fetch } });
  client.start();
  await settle();
  assert.equal(sockets[0].url, 'ws://example.test/v1/ws?ticket=one%20time');
  assert.deepEqual(asked, [['/v1/tickets', 'Bearer mine']]);
});

test('where the fallback works, a WebSocket is looked for once a minute at the most', async () => {
  class FakeSource { close() {} }
  const { client, clock, sockets } = setup({ environment: { EventSource: FakeSource } });
  client.start();
  for (let i = 0; i < 600; i++) {
    sockets.at(-1)?.onclose && sockets.at(-1).drop();
    await clock.advance(1_000);
  }
  assert.ok(sockets.length > 5 && sockets.length < 20, `${sockets.length} in ten minutes`);
});

test('back-off is full jitter from 500 ms doubling to 20 s', () => {
  const most = createBackoff(() => 1);
  assert.deepEqual(Array.from({ length: 8 }, most.next), [500, 1000, 2000, 4000, 8000, 16000, 20000, 20000]);
  assert.equal(createBackoff(() => 0).next(), 0);
});

test('the proof counts characters and hashes the text', async () => {
  const sha256 = 'b0d4fc1a2a0a16e2ff4b2e4a4e4f0bb4c4b8c8c9d7d1e6e6a8c4a6bb1f4d5a9c';
  assert.equal(await prove('é🥐', { chars: 2, sha256 }), false);
  const { createHash } = await import('node:crypto');
  const right = createHash('sha256').update('é🥐').digest('hex');
  assert.equal(await prove('é🥐', { chars: 2, sha256: right }), true);
  assert.equal(await prove('é🥐', { chars: 3, sha256: right }), false);
  assert.equal(await prove('é🥐', {}), undefined);
});
