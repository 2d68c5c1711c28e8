// A test double of the service: speaks contract.md §3–§5 well enough to develop and test the page against.
// It is not the product and never ships. Words in the idea steer it, see `plotOf`.
import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WebSocketServer } from 'ws';
import { financials, market, sections, stages } from './plan.mjs';

// The sources as they stand, or a folder that holds the application as it is served.
const STATIC = process.env.PLANSPARK_STATIC ?? fileURLToPath(new URL('../../static/', import.meta.url));
const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.html': 'text/html; charset=utf-8' };
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types dompurify";

/** What happens to a generation, read from its idea: `[queue 3] [slow] [fail] [fallback] [reset] [quiet] [hostile] [refuse CODE] [requeue]`. */
const plotOf = idea => Object.fromEntries([...idea.matchAll(/\[(\w+)(?: ([\w-]+))?\]/g)].map(([, name, value]) => [name, value ?? true]));

class Generation {
  constructor(request) {
    Object.assign(this, { id: randomUUID(), request, events: [], listeners: new Set(), state: 'queued', created_at: new Date().toISOString(), plot: plotOf(request.idea) });
    this.snap = { id: this.id, state: 'queued', attempt: 0, cursor: '0-0', request, percent: 0, stage: '', sections: [], degraded: false, created_at: this.created_at };
    this.run();
  }
  say(message) { for (const listen of this.listeners) listen({ generation: this.id, ...message }); }
  append(event) {
    if (this.ended) return;
    event.at = new Date().toISOString();
    const after = this.snap.cursor;
    const attempt = this.snap.attempt || 1;
    const seq = event.kind === 'started' ? 1 : Number(after.split('-')[1]) + 1;
    const cursor = `${event.kind === 'started' ? event.attempt : attempt}-${seq}`;
    this.fold(event);
    this.snap.cursor = cursor;
    this.events.push({ after, cursor, event });
    this.say({ type: 'events', after, cursor, events: [event] });
  }
  fold(event) {
    const { snap } = this;
    const find = slug => snap.sections.find(s => s.section === slug) ?? (snap.sections.push({ section: slug, title: slug, index: 99, text: '', complete: false, source: '' }), snap.sections.at(-1));
    if (event.kind === 'started') Object.assign(snap, { state: 'running', attempt: event.attempt, stages, started_at: event.at, position: undefined, sections: snap.sections.filter(s => event.resumed_sections.includes(s.section)) });
    if (event.kind === 'stage') snap.stage = event.stage;
    if (event.kind === 'market') snap.market = event.market;
    if (event.kind === 'financials') snap.financials = event.financials;
    if (event.kind === 'delta') { const s = find(event.section); s.text += event.text; Object.assign(s, sections.find(x => x.section === event.section) && { title: sections.find(x => x.section === event.section).title, index: sections.find(x => x.section === event.section).index }); }
    if (event.kind === 'section') Object.assign(find(event.section), { title: event.title, index: event.index, source: event.source, complete: true });
    if (event.kind === 'section_reset') Object.assign(find(event.section), { text: '', complete: false });
    if (event.kind === 'fallback') snap.degraded ||= event.to === 'offline';
    snap.sections.sort((a, b) => a.index - b.index);
    const done = stages.reduce((sum, s) => sum + s.weight * (s.stage === 'market' ? +!!snap.market : s.stage === 'financials' ? +!!snap.financials : (x => !x ? 0 : x.complete ? 1 : Math.min(.9, x.text.length / 1800))(snap.sections.find(x => x.section === s.stage))), 0);
    snap.percent = Math.max(snap.percent, Math.min(99, Math.floor(done * 10) / 10));
    if (['completed', 'failed', 'cancelled'].includes(event.kind)) {
      snap.sections = snap.sections.filter(s => s.complete);
      Object.assign(snap, { state: event.kind, finished_at: event.at, position: undefined, chars: event.chars, sha256: event.sha256, problem: event.problem, by: event.by, duration_ms: event.duration_ms, source: event.source, ...(event.kind === 'completed' && { percent: 100, degraded: event.degraded }) });
      this.ended = true;
    }
  }
  end(kind, fields) {
    const text = this.snap.sections.filter(s => s.complete).map(s => s.text).join('');
    this.append({ kind, ...fields, chars: [...text].length, sha256: createHash('sha256').update(text).digest('hex') });
  }
  progress(extra = {}) { this.say({ type: 'progress', percent: this.snap.percent, stage: this.snap.stage, eta_ms: Math.round((100 - this.snap.percent) * 300), since_text_ms: 200, ...extra }); }
  async queue(places) {
    for (let position = places; position > 0; position--) {
      this.snap.position = position;
      this.last = { type: 'queue', position, length: places + 3, waiting_on: this.plot.provider ? 'provider' : 'pool', ...(!this.plot.blind && { eta_ms: position * 5000, eta_high_ms: position * 8000 }) };
      for (let i = 0; i < 4 && !this.ended; i++) { this.say(this.last); await sleep(this.plot.hold ? 60_000 : 400); }
    }
  }
  async run() {
    const { plot } = this;
    if (plot.queue) { this.snap.state = 'queued'; await this.queue(Number(plot.queue)); }
    this.append({ kind: 'started', attempt: 1, worker: 'w', resumed_sections: [], stages });
    await this.write(plot, 1);
  }
  async write(plot, attempt) {
    const pace = plot.fast ? 2 : plot.slow ? 120 : 25;
    this.append({ kind: 'stage', stage: 'market', title: 'Market data', index: 1, of: 18 });
    await sleep(pace * 6);
    this.append({ kind: 'market', source: 'live', date: new Date().toISOString().slice(0, 10), market: market() });
    this.append({ kind: 'stage', stage: 'financials', title: 'Figures', index: 2, of: 18 });
    await sleep(pace * 3);
    this.append({ kind: 'financials', financials: { ...financials, assumptions: undefined } });
    this.progress();
    const order = [...sections.slice(1), sections[0]];
    for (let i = 0; i < order.length && !this.ended; i += 2) {
      if (plot.fail && i >= 6) return this.end('failed', { problem: { code: 'unavailable', title: 'The service is not available', detail: 'The plan could not be saved for 30 s.', status: 503, retryable: true } });
      if (plot.fallback && i === 2) this.append({ kind: 'fallback', from: 'gemini', to: plot.fallback === true ? 'groq' : plot.fallback, reason: 'rate_limited' });
      if (plot.requeue && attempt === 1 && i === 4) {
        this.snap.state = 'queued';
        await this.queue(1);
        this.append({ kind: 'started', attempt: 2, worker: 'w2', resumed_sections: this.snap.sections.filter(s => s.complete).map(s => s.section), stages });
      }
      if (plot.quiet && i === 2) for (let k = 12; k < 20; k++) { this.progress({ since_text_ms: k * 1000 }); await sleep(1000); }
      await Promise.all(order.slice(i, i + 2).map((s, k) => this.section(s, pace, plot, k)));
      this.progress();
    }
    this.append({ kind: 'stage', stage: 'assemble', title: 'Put together', index: 18, of: 18 });
    await sleep(pace * 2);
    const offline = this.snap.sections.filter(s => s.source === 'offline').length;
    this.end('completed', { degraded: offline > 0, source: 'gemini', duration_ms: Date.now() - Date.parse(this.created_at), queue_ms: 10, plan_url: `/v1/generations/${this.id}/plan.json` });
  }
  async section({ section, title, index, markdown }, pace, plot, k) {
    if (this.snap.sections.find(s => s.section === section)?.complete) return;
    this.append({ kind: 'stage', stage: section, title, index: index + 2, of: 18 });
    const text = plot.hostile && section === 'company' ? HOSTILE : markdown;
    const parts = text.match(/[\s\S]{1,24}/gu) ?? [];
    for (const [n, part] of parts.entries()) {
      if (this.ended) return;
      this.append({ kind: 'delta', section, text: part });
      if (plot.reset && section === 'offer' && n === 3) { this.append({ kind: 'section_reset', section }); for (const p of parts.slice(0, 4)) this.append({ kind: 'delta', section, text: p }); }
      await sleep(pace);
      if (n % 20 === 19) this.progress();
    }
    const source = plot.fallback === 'offline' && index > 6 ? 'offline' : plot.fallback && index > 4 ? 'groq' : 'gemini';
    this.append({ kind: 'section', section, title, index, source, chars: [...text].length });
  }
  withoutText() { return { ...this.snap, sections: this.snap.sections.map(s => ({ ...s, text: '' })), market: undefined, financials: undefined }; }
  plan() { return { id: this.id, request: this.request, source: 'gemini', degraded: this.snap.degraded, currency: financials.currency, sections: sections.map(({ section, title, markdown }) => ({ section, title, markdown, source: 'offline' })), market: market(), financials, created_at: this.created_at }; }
  /** What a watch from a cursor gets first. */
  since(after) {
    if (after === this.snap.cursor) return undefined;
    const at = after === '0-0' ? 0 : this.events.findIndex(e => e.cursor === after) + 1;
    if (this.ended || (at === 0 && after !== '0-0')) return { type: 'snapshot', generation: this.id, cursor: this.snap.cursor, snapshot: this.snap };
    const rest = this.events.slice(at);
    return rest.length ? { type: 'events', generation: this.id, after, cursor: this.snap.cursor, events: rest.map(e => e.event) } : undefined;
  }
}

const HOSTILE = 'Before <script>document.title="owned"</script> <img src=x onerror="document.title=\'owned\'"> text.\n\n[click](javascript:alert(1)) [data](data:text/html,x) [good](https://example.org/) ![pixel](https://evil.example/p.png)\n\n<iframe src="https://evil.example"></iframe>\n\n<style>body{display:none}</style>\n\n<p style="position:fixed" onclick="x()">styled</p>\n';
const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));
const problem = (code, status, more = {}) => ({ type: `urn:planspark:problem:${code}`, code, status, title: code, retryable: status !== 404, ...more });

/** Starts the double; resolves with its address and the levers of the tests. */
export async function startDouble({ port = 0, maxActive = 2 } = {}) {
  const all = new Map();
  const sockets = new Set();
  const levers = { ws: true, sse: true, http: true, refuse: undefined };
  const active = () => [...all.values()].filter(g => !g.ended);
  const limits = () => ({ max_active: maxActive, daily_limit: 50, used_today: all.size, active: active().length, user_rate_per_minute: 30, ip_rate_per_minute: 60 });

  const submit = request => {
    if (!request.idea || request.idea.length < 10) throw problem('invalid_request', 422, { errors: [{ field: 'idea', message: 'Say a little more: at least 10 characters.' }] });
    if (request.currency === 'XXX') throw problem('invalid_request', 422, { errors: [{ field: 'currency', message: 'This currency is not known.' }] });
    const { refuse } = plotOf(request.idea);
    const code = levers.refuse ?? refuse;
    if (code === 'rate_limited') throw problem(code, 429, { retry_after_ms: 3000 });
    if (code === 'daily_limit') throw problem(code, 429, { retry_after_ms: 17_820_000 });
    if (code === 'queue_full' || code === 'unavailable') throw problem(code, 503, { retry_after_ms: 28_000 });
    const key = JSON.stringify(request);
    const same = [...all.values()].find(g => JSON.stringify(g.request) === key);
    if (same) return { g: same, joined: !same.ended, cached: same.ended && same.snap.state === 'completed' };
    if (code === 'too_many_active' || active().length >= maxActive) throw problem('too_many_active', 429, { title: 'Too many concurrent requests', active: active().map(g => g.id) });
    const g = new Generation(request);
    all.set(g.id, g);
    return { g, joined: false, cached: false };
  };

  const server = createServer(async (req, res) => {
    const url = new URL(req.url, 'http://x');
    const send = (status, body, headers = {}) => { res.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...headers }); res.end(body === undefined ? undefined : JSON.stringify(body)); };
    if (!levers.http) return req.socket.destroy();
    try {
      if (url.pathname.startsWith('/assets/')) {
        const path = normalize(url.pathname.slice('/assets/'.length));
        res.writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'text/plain', 'X-Content-Type-Options': 'nosniff' });
        return res.end(await readFile(join(STATIC, path)));
      }
      if (!url.pathname.startsWith('/v1/')) {
        const theme = /theme=(dark|light)/.exec(req.headers.cookie ?? '')?.[1];
        const html = String(await readFile(join(STATIC, 'index.html')));
        res.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': CSP });
        return res.end(theme ? html.replace('<html lang="en">', `<html lang="en" data-theme="${theme}">`) : html);
      }
      let body = '';
      for await (const chunk of req) body += chunk;
      const path = url.pathname.slice(3);
      const known = /gst=1/.test(req.headers.cookie ?? '');
      if (path === '/session') {
        if (req.method === 'POST') return send(200, { user: 'guest' }, { 'Set-Cookie': 'gst=1; Path=/; HttpOnly; SameSite=Lax' });
        return known ? send(200, { user: 'guest', limits: limits() }) : send(401, problem('unauthenticated', 401));
      }
      if (path === '/business-types') return send(200, { business_types: [{ slug: 'cafe', name: 'Café' }, { slug: 'retail', name: 'Shop' }, { slug: 'other', name: 'Other' }] });
      if (path === '/currencies') return send(200, { currencies: ['EUR', 'USD', 'GBP', 'JPY', 'XXX'].map(code => ({ code, name: code, exponent: code === 'JPY' ? 0 : 2, symbol: code })) });
      if (path === '/generations/quote') {
        const { quote = 'start' } = plotOf(JSON.parse(body).idea);
        return send(200, { outcome: quote, limits: limits(), ...(quote === 'queue' && { position: 4, eta_ms: 40_000 }), ...(quote === 'start' && { position: 1 }) });
      }
      if (path === '/generations' && req.method === 'POST') {
        const { g, joined, cached } = submit(JSON.parse(body));
        return send(joined || cached ? 200 : 202, { ...g.snap, joined, cached });
      }
      if (path === '/generations') return send(200, { generations: [...all.values()].reverse().map(g => g.withoutText()).slice(0, Number(url.searchParams.get('limit') ?? 20)) });
      const [, id, rest = ''] = /^\/generations\/([^/]+)(\/.*)?$/.exec(path) ?? [];
      const g = all.get(id);
      if (!g) return send(404, problem('not_found', 404));
      if (rest === '') return send(200, g.snap);
      if (rest === '/cancel') { g.end('cancelled', { by: 'owner' }); return send(200, g.snap); }
      if (rest === '/draft') return send(200, { ...g.plan(), draft: true });
      if (rest === '/plan.json') return g.ended ? send(200, g.plan()) : send(404, problem('not_found', 404));
      if (rest === '/revisions') return send(200, { revisions: [] }); // it computes nothing; the real service does
      if (rest === '/plan.md') return res.writeHead(200, { 'Content-Type': 'text/markdown' }).end(g.snap.sections.map(s => `## ${s.title}\n\n${s.text}\n`).join('\n'));
      if (rest === '/events') return events(g, url, req, res, send);
      return send(404, problem('not_found', 404));
    } catch (error) {
      if (error?.code && error.status) return send(error.status, error);
      send(error?.code === 'ENOENT' ? 404 : 500, problem('internal', 500));
    }
  });

  async function events(g, url, req, res, send) {
    const after = url.searchParams.get('after') ?? '0-0';
    if (url.searchParams.has('wait')) {
      let first = g.since(after);
      if (!first && !g.ended) first = await new Promise(resolve => {
        const listen = m => { if (m.type === 'events') { g.listeners.delete(listen); resolve(m); } };
        g.listeners.add(listen);
        setTimeout(() => { g.listeners.delete(listen); resolve({ type: 'events', generation: g.id, after, cursor: after, events: [] }); }, Number(url.searchParams.get('wait')) * 1000);
      });
      return first ? send(200, first) : send(204);
    }
    if (!levers.sse) return send(500, problem('internal', 500));
    res.writeHead(200, { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' });
    const push = m => res.write(`${m.cursor ? `id: ${m.cursor}\n` : ''}data: ${JSON.stringify(m)}\n\n`);
    const first = g.since(after);
    if (first) push(first);
    if (g.last && g.snap.state === 'queued') push({ generation: g.id, ...g.last });
    g.listeners.add(push);
    req.on('close', () => g.listeners.delete(push));
  }

  const wss = new WebSocketServer({ noServer: true, handleProtocols: p => (p.has('planspark.v1') ? 'planspark.v1' : false) });
  server.on('upgrade', (req, socket, head) => {
    if (!levers.ws || !levers.http) return socket.destroy();
    wss.handleUpgrade(req, socket, head, ws => session(ws));
  });
  function session(ws) {
    const watches = new Map();
    const say = m => ws.readyState === 1 && ws.send(JSON.stringify(m));
    const watch = (g, after) => {
      watches.get(g.id)?.();
      const first = g.since(after);
      if (first) say(first);
      if (g.last && g.snap.state === 'queued') say({ generation: g.id, ...g.last });
      g.listeners.add(say);
      watches.set(g.id, () => g.listeners.delete(say));
    };
    sockets.add(ws);
    ws.say = say;
    ws.on('close', () => { sockets.delete(ws); for (const stop of watches.values()) stop(); });
    say({ type: 'hello', session: randomUUID(), user: 'guest', instance: 'double', limits: limits(), active: active().map(g => g.withoutText()), heartbeat_ms: 25_000, reconnect: { base_ms: 500, cap_ms: 20_000 }, future: true });
    say({ type: 'brand-new-message', ignore: 'me' });
    ws.on('message', data => {
      const m = JSON.parse(data);
      const g = all.get(m.generation);
      try {
        if (m.type === 'ping') return say({ type: 'pong', to: m.id });
        if (m.type === 'generate') {
          const { g, joined, cached } = submit(m.request);
          say({ type: 'reply', to: m.id, generation: g.id, joined, cached });
          return watch(g, '0-0');
        }
        if (!g) throw problem('not_found', 404);
        say({ type: 'reply', to: m.id, generation: g.id });
        if (m.type === 'watch') watch(g, m.after ?? '0-0');
        if (m.type === 'unwatch') { watches.get(g.id)?.(); watches.delete(g.id); }
        if (m.type === 'cancel') g.end('cancelled', { by: 'owner' });
      } catch (error) {
        say({ type: 'error', to: m.id, problem: error });
      }
    });
  }

  await new Promise(resolve => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    levers,
    sockets,
    generations: all,
    cut: () => { for (const ws of sockets) ws.terminate(); },
    goaway: (ms = 200) => { for (const ws of sockets) ws.say({ type: 'goaway', reason: 'draining', reconnect_after_ms: ms }); },
    close: () => { for (const ws of sockets) ws.terminate(); for (const g of all.values()) g.ended = true; server.closeAllConnections(); server.close(); },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const double = await startDouble({ port: Number(process.argv[2] ?? 8090) });
  console.log(double.url);
}
