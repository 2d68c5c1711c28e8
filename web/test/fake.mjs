// A clock that is moved by hand and sockets that are played by the test.
export function createClock() {
  let time = 1000;
  let timers = [];
  const clock = {
    now: () => time,
    setTimeout(run, ms) { const timer = { run, at: time + Math.max(0, ms) }; timers.push(timer); return timer; },
    clearTimeout(timer) { timers = timers.filter(other => other !== timer); },
    async advance(ms) {
      const end = time + ms;
      for (;;) {
        await settle();
        const next = timers.filter(timer => timer.at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers = timers.filter(timer => timer !== next);
        time = Math.max(time, next.at);
        next.run();
      }
      time = end;
      await settle();
    },
  };
  return clock;
}

export const settle = async () => { for (let i = 0; i < 8; i++) await Promise.resolve(); };

/** A WebSocket class whose instances collect what is sent; `sockets` holds them in order. */
export function createSockets() {
  const sockets = [];
  class FakeSocket {
    constructor(url, protocols) {
      Object.assign(this, { url, protocols, sent: [], closed: false });
      sockets.push(this);
    }
    send(text) { this.sent.push(JSON.parse(text)); }
    close(code) { this.closed = true; this.code = code; }
    open() { this.onopen?.(); }
    say(message) { this.onmessage?.({ data: JSON.stringify(message) }); }
    drop(code = 1006) { this.onclose?.({ code, reason: '' }); }
    hello(more = {}) { this.open(); this.say({ type: 'hello', session: 's', user: 'u', instance: 'i', limits: {}, active: [], heartbeat_ms: 25000, reconnect: { base_ms: 500, cap_ms: 20000 }, ...more }); }
    asked(type) { return this.sent.filter(message => message.type === type); }
  }
  return { sockets, FakeSocket };
}

/** A small seeded generator, so that a failing case can be seen again. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6D2B79F5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const SLUGS = ['company', 'offer', 'market-analysis', 'customers', 'executive-summary'];
const at = '2026-11-24T00:00:00.000Z';

/** A random but possible log of a generation, as [cursor, event] pairs. */
export function randomLog(seed) {
  const next = random(seed);
  const pick = list => list[Math.floor(next() * list.length)];
  const log = [];
  let attempt = 0;
  let seq = 0;
  const done = new Set();
  const add = event => log.push({ cursor: `${attempt}-${++seq}`, event: { at, ...event } });
  const start = () => {
    attempt++;
    seq = 0;
    add({ kind: 'started', attempt, resumed_sections: [...done], stages: SLUGS.map(stage => ({ stage, title: stage, weight: 20 })) });
  };
  start();
  for (let i = 0; i < 40; i++) {
    const roll = next();
    const section = pick(SLUGS);
    if (roll < 0.05) start();
    else if (roll < 0.1) add({ kind: 'something_new', section, text: 'ignored' });
    else if (done.has(section)) continue;
    else if (roll < 0.2) add({ kind: 'section_reset', section });
    else if (roll < 0.3) { done.add(section); add({ kind: 'section', section, title: section, index: SLUGS.indexOf(section) + 2, source: 'gemini', chars: 0 }); }
    else add({ kind: 'delta', section, text: pick(['Hello ', 'naïve ', '日本 ', '🥐', '\n\n- item\n']) });
  }
  add({ kind: pick(['completed', 'failed', 'cancelled']), chars: 0, sha256: '' });
  return log;
}
