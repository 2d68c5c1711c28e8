// The protocol client: one WebSocket for all watches, resumed by cursor, moved when the server asks, replaced by
// SSE or polling where no WebSocket gets through. No DOM, no dependency; everything of the platform comes in.
import { Refused, START, closesForGood } from './protocol.js';
import { socketURL } from './address.js';
import { createBackoff } from './backoff.js';
import { Connection } from './connection.js';
import { Fallback } from './fallback.js';
import { platform } from './platform.js';
import { Watch } from './watch.js';

/** @typedef {import('./protocol.js').Hello} Hello */
/** @typedef {import('./protocol.js').WatchMessage} WatchMessage */
/** @typedef {{generation:string, joined?:boolean, cached?:boolean}} Reply */
/** @typedef {import('./platform.js').Environment} Environment */
/**
 * @typedef {object} Options
 * @property {string} server origin, as `https://example.org`
 * @property {() => Promise<boolean>} [session] makes sure that there is a session, before the first connection and
 *   whenever one was refused; false: the server cannot be reached
 * @property {() => string|undefined} [token] a session's token, for where cookies do not go; undefined: the cookie is used
 * @property {(link: 'live'|'reconnecting') => void} [onlink]
 * @property {(transport: 'ws'|'sse'|'poll') => void} [ontransport]
 * @property {(hello: Hello) => void} [onhello]
 * @property {Environment} [environment] the platform's without
 */
/** @typedef {{connection: Connection, watch?: Watch, resolve(reply: any): void, reject(why: Error): void}} Pending */

const SETTLE_MS = 5_000;
const REPLY_MS = 15_000;
// What cannot be served now is asked for again, by all who were told so not at once.
const AGAIN_MS = 2_000;
const FAILURES_BEFORE_FALLBACK = 2;
// A proxy may swallow an upgrade without a word. Nobody waits for it longer than this.
const IMPATIENT_MS = 3_000;
// Where the fallback works, a WebSocket is still looked for, though not often.
const PATIENT_MS = 60_000;

export class Client {
  #options;
  /** @type {Environment} */ #environment;
  #session;
  #backoff;
  #fallback;
  /** @type {Set<Watch>} */ #watches = new Set();
  /** @type {Map<string, Pending>} */ #pending = new Map();
  /** @type {Connection|undefined} */ #current;
  /** @type {Connection|undefined} */ #opening;
  /** @type {Connection|undefined} */ #leaving;
  /** @type {Set<Watch>} */ #unsettled = new Set();
  /** @type {Map<Watch, number>} */ #asked = new Map();
  /** @type {Map<string, string>} */ #implied = new Map(); // generations that `generate` made watched, by its id
  /** @type {any} */ #timer;
  #ids = 0;
  #failures = 0;
  #needsSession = true;
  #dialling = false;
  #closed = false;
  #link = '';

  /** @param {Options} options */
  constructor(options) {
    this.#options = options;
    this.#environment = options.environment ?? platform();
    this.#session = options.session ?? (async () => true);
    this.#backoff = createBackoff(this.#environment.random);
    this.#fallback = new Fallback({ server: options.server, environment: this.#environment, token: () => options.token?.() }, {
      link: link => this.#say(link),
      transport: transport => options.ontransport?.(transport),
      refused: watch => this.#watches.delete(watch),
    });
  }

  start() {
    this.#connect();
  }

  close() {
    this.#closed = true;
    this.#environment.clearTimeout(this.#timer);
    this.#fallback.stop();
    for (const connection of [this.#current, this.#opening, this.#leaving]) connection?.leave();
  }

  /** The network came back or the machine woke up: look now instead of later. */
  wake() {
    if (this.#current) return this.#current.probe();
    if (!this.#opening) this.#connectIn(0);
  }

  /**
   * Follows a generation from a cursor on.
   * @param {string} generation @param {(message: WatchMessage) => void} onmessage
   * @param {(problem: import('./protocol.js').Problem) => void} [onrefused]
   * @param {{after?: string, implied?: boolean}} [how] implied: the server watches already, as after `generate`
   */
  watch(generation, onmessage, onrefused, { after = START, implied = false } = {}) {
    const watch = new Watch(generation, onmessage, onrefused, after);
    this.#watches.add(watch);
    if (this.#fallback.active) this.#fallback.follow(watch);
    else if (!implied && this.#current) this.#ask(watch, this.#current);
    return watch;
  }

  /** @param {Watch} watch */
  unwatch(watch) {
    this.#watches.delete(watch);
    this.#asked.delete(watch);
    this.#fallback.drop(watch);
    const others = [...this.#watches].some(other => other.generation === watch.generation);
    if (!others) this.#current?.send({ id: this.#id(), type: 'unwatch', generation: watch.generation });
  }

  /** True while requests can go over the WebSocket. */
  get connected() {
    return this.#current !== undefined;
  }

  /**
   * Asks for a plan; the reply implies a watch from the start.
   * @param {import('./protocol.js').PlanRequest} request @returns {Promise<Reply>} rejects with Refused, or an Error when no reply came
   */
  generate(request) {
    return this.#request({ type: 'generate', request }, (id, { generation }) => this.#implied.set(id, generation));
  }

  /** @param {string} generation @returns {Promise<Reply>} */
  cancel(generation) {
    return this.#request({ type: 'cancel', generation });
  }

  /** @param {object} message @param {(id: string, reply: Reply) => void} [answered] @returns {Promise<Reply>} */
  #request(message, answered = () => {}) {
    const connection = this.#current;
    const id = this.#id();
    return new Promise((resolve, reject) => {
      if (!connection?.send({ id, ...message })) return reject(new Error('not connected'));
      const done = (/** @type {Reply} */ reply) => {
        answered(id, reply);
        resolve(reply);
      };
      this.#pending.set(id, { connection, resolve: done, reject });
      this.#environment.setTimeout(() => {
        if (this.#pending.delete(id)) reject(new Error('no reply'));
      }, REPLY_MS);
    });
  }

  #id() {
    return String(++this.#ids);
  }

  async #connect() {
    if (this.#closed || this.#opening || this.#dialling) return;
    this.#dialling = true;
    const url = await this.#address().catch(() => undefined);
    this.#dialling = false;
    if (this.#closed) return;
    if (url) return this.#open(url);
    if (url === undefined) this.#connectIn(this.#backoff.next());
  }

  /** Where a WebSocket may be opened, empty where there is none. It fails while the server cannot be reached. */
  async #address() {
    if (this.#needsSession) {
      if (!await this.#session().catch(() => false)) {
        if (!this.#current && !this.#closed) this.#say('reconnecting');
        throw new Error('the server cannot be reached');
      }
      this.#needsSession = false;
      if (!this.#environment.WebSocket || this.#failures >= FAILURES_BEFORE_FALLBACK) this.#fallBack();
    }
    if (!this.#environment.WebSocket) return '';
    this.#needsSession = true; // unless there is an address
    const url = await socketURL(this.#options.server, this.#environment, this.#options.token?.());
    this.#needsSession = false;
    return url;
  }

  /** @param {string} url */
  #open(url) {
    const listener = {
      /** @param {any} message */
      message: message => this.#receive(message, connection),
      /** @param {number} code */
      closed: code => this.#lost(connection, code),
    };
    /** @type {Connection} */
    const connection = new Connection(url, this.#environment, listener);
    this.#opening = connection;
    this.#environment.setTimeout(() => this.#doubt(connection), IMPATIENT_MS);
  }

  /** An upgrade without an answer, though the server can be reached: something on the way does not know upgrades. @param {Connection} connection */
  async #doubt(connection) {
    const stuck = () => this.#opening === connection && !this.#current;
    if (stuck() && await this.#session().catch(() => false) && stuck()) this.#fallBack();
  }

  /** Goes on without a WebSocket, until there is one. */
  #fallBack() {
    if (!this.#current && !this.#closed) this.#fallback.start(this.#watches);
  }

  /** @param {number} delay */
  #connectIn(delay) {
    this.#environment.clearTimeout(this.#timer);
    this.#timer = this.#environment.setTimeout(() => this.#connect(), delay);
  }

  /** @param {any} message @param {Connection} connection */
  #receive(message, connection) {
    switch (message.type) {
      case 'hello': return this.#welcome(message, connection);
      case 'reply': case 'error': return this.#answer(message, connection);
      case 'goaway': return this.#move(message, connection);
      case 'queue': case 'progress': case 'snapshot': case 'events': return this.#deliver(message, connection);
      // Anything else is of a newer protocol, and not for this client.
    }
  }

  /** @param {Hello} hello @param {Connection} connection */
  #welcome(hello, connection) {
    const old = this.#current;
    this.#opening = undefined;
    this.#current = connection;
    this.#failures = 0;
    this.#backoff.reset();
    this.#backoff.tune(hello.reconnect);
    this.#fallback.stop();
    this.#unsettled = new Set();
    this.#asked.clear();
    this.#implied.clear();
    for (const watch of this.#watches) if (!watch.ended) this.#ask(watch, connection);
    if (old) this.#leave(old);
    this.#options.ontransport?.('ws');
    this.#say('live');
    this.#options.onhello?.(hello);
  }

  /** Keeps the old connection until each watch has gone on over the new one. @param {Connection} old */
  #leave(old) {
    this.#leaving?.leave();
    this.#leaving = old;
    this.#unsettled = new Set([...this.#watches].filter(watch => !watch.ended));
    this.#environment.setTimeout(() => this.#left(old), SETTLE_MS);
    this.#settled();
  }

  /** @param {Watch} [watch] */
  #settled(watch) {
    if (watch) this.#unsettled.delete(watch);
    const old = this.#leaving;
    if (!old || this.#unsettled.size) return;
    if (![...this.#pending.values()].some(pending => pending.connection === old && !pending.watch)) this.#left(old);
  }

  /** @param {Connection} old */
  #left(old) {
    if (this.#leaving !== old) return;
    this.#leaving = undefined;
    old.leave();
    this.#reject(old);
  }

  /** @param {Watch} watch @param {Connection} connection */
  #ask(watch, connection) {
    const id = this.#id();
    this.#asked.set(watch, this.#environment.now());
    this.#pending.set(id, { connection, watch, resolve: () => this.#asked.delete(watch), reject() {} });
    connection.send({ id, type: 'watch', generation: watch.generation, after: watch.cursor });
  }

  /** @param {any} message @param {Connection} connection */
  #answer(message, connection) {
    const pending = this.#pending.get(message.to);
    if (!pending) return this.#unserved(message, connection);
    this.#pending.delete(message.to);
    if (message.type === 'reply') pending.resolve(message);
    else if (pending.watch) return this.#refused(pending.watch, message.problem, connection);
    else pending.reject(new Refused(message.problem));
    this.#settled(connection === this.#current ? pending.watch : undefined);
  }

  /** The plan was accepted, but the watch that this implies could not begin. @param {any} message @param {Connection} connection */
  #unserved({ to, problem }, connection) {
    const generation = this.#implied.get(to);
    if (!problem || !generation) return;
    this.#implied.delete(to);
    for (const watch of this.#watches) if (watch.generation === generation) this.#refused(watch, problem, connection);
  }

  /**
   * A watch that cannot be served now is asked for again; one that is not allowed has ended.
   * @param {Watch} watch @param {import('./protocol.js').Problem} problem @param {Connection} connection
   */
  #refused(watch, problem, connection) {
    if (!problem.retryable) {
      this.#watches.delete(watch);
      watch.onrefused(problem);
      return this.#settled(connection === this.#current ? watch : undefined);
    }
    this.#environment.setTimeout(() => {
      if (connection === this.#current && this.#watches.has(watch)) this.#ask(watch, connection);
    }, (problem.retry_after_ms ?? 0) + AGAIN_MS * this.#environment.random());
  }

  /** @param {WatchMessage} message @param {Connection} connection */
  #deliver(message, connection) {
    for (const watch of this.#watches) {
      if (watch.generation !== message.generation) continue;
      const verdict = watch.take(message);
      if (connection !== this.#current) continue;
      if (verdict !== 'broken') this.#settled(watch);
      if (verdict === 'taken' && 'cursor' in message) this.#asked.delete(watch);
      if (verdict === 'broken' && !this.#justAsked(watch)) this.#ask(watch, connection);
    }
  }

  /** What follows a new watch may still be of the old one. @param {Watch} watch */
  #justAsked(watch) {
    const asked = this.#asked.get(watch);
    return asked !== undefined && this.#environment.now() - asked < SETTLE_MS;
  }

  /** The server wants this client elsewhere: open the new connection first. @param {{reconnect_after_ms?:number}} message @param {Connection} connection */
  #move(message, connection) {
    if (connection === this.#current) this.#connectIn(message.reconnect_after_ms ?? this.#backoff.next());
  }

  /** @param {Connection} connection @param {number} code */
  #lost(connection, code) {
    this.#reject(connection);
    if (connection === this.#leaving) this.#leaving = undefined;
    if (connection === this.#opening) {
      this.#opening = undefined;
      this.#failures++;
      this.#needsSession = true;
    } else if (connection === this.#current) {
      this.#current = undefined;
      if (code === 4003 || code === 4501) this.#needsSession = true;
    } else return;
    if (this.#closed) return;
    if (!this.#current && !this.#fallback.active) this.#say('reconnecting');
    if (closesForGood(code) && code !== 4501) return this.#fallBack();
    if (!this.#opening) this.#connectIn(this.#fallback.active ? this.#patience() : this.#backoff.next());
  }

  #patience() {
    return PATIENT_MS * (0.5 + this.#environment.random() / 2);
  }

  /** @param {Connection} connection */
  #reject(connection) {
    for (const [id, pending] of this.#pending) {
      if (pending.connection !== connection) continue;
      this.#pending.delete(id);
      pending.reject(new Error('connection lost'));
    }
  }

  /** @param {'live'|'reconnecting'} link */
  #say(link) {
    if (link === this.#link) return;
    this.#link = link;
    this.#options.onlink?.(link);
  }
}
