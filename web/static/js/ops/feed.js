// Operations as they come: over a WebSocket every two seconds; where none gets through, or for another span than the
// one that it tells, by asking every five.
import { Connection } from '../client/connection.js';
import { createBackoff } from '../client/backoff.js';
import { Refused } from '../client/protocol.js';
import * as api from './api.js';

/** @typedef {import('./types.js').Ops} Ops */
/** @typedef {import('./types.js').Span} Span */

const ASK_MS = 5_000;

/**
 * @param {import('../client/client.js').Environment} environment
 * @param {{ops(ops: Ops): void, link(link: 'live'|'asking'|'reconnecting'): void, refused(): void}} listener
 */
export function createFeed(environment, listener) {
  const backoff = createBackoff(environment.random);
  /** @type {Connection|undefined} */ let connection;
  /** @type {any} */ let again;
  /** @type {any} */ let asking;
  /** @type {Span} */ let span = '1h';
  let live = false;
  let ended = false;

  const connect = () => {
    if (ended || !environment.WebSocket) return;
    const opened = new Connection(`${location.origin.replace(/^http/u, 'ws')}/v1/ws`, environment, {
      message: message => hear(message, opened),
      closed: () => lost(opened),
    });
    connection = opened;
  };

  /** @param {any} message @param {Connection} from */
  const hear = (message, from) => {
    if (message.type === 'hello') {
      backoff.reset();
      backoff.tune(message.reconnect);
      from.send({ id: 'ops', type: 'watch_ops' });
    }
    if (message.type === 'ops' && !ended) {
      live = true;
      if (span !== '1h') return;
      listener.link('live');
      listener.ops(message.ops);
    }
    if (message.type === 'goaway') environment.setTimeout(() => { from.leave(); lost(from); }, message.reconnect_after_ms ?? 0);
    if (message.type === 'error' && message.to === 'ops') ask();
  };

  /** @param {Connection} of */
  const lost = of => {
    if (ended || of !== connection) return;
    connection = undefined;
    live = false;
    again = environment.setTimeout(connect, backoff.next());
    ask();
  };

  const ask = async () => {
    environment.clearTimeout(asking);
    if (ended || (live && span === '1h')) return;
    asking = environment.setTimeout(ask, ASK_MS);
    const wanted = span;
    try {
      const ops = await api.snapshot(wanted);
      if (ended || wanted !== span || (live && span === '1h')) return;
      listener.link(live ? 'live' : 'asking');
      listener.ops(ops);
    } catch (error) {
      if (ended) return;
      if (error instanceof Refused && error.problem.code === 'unauthenticated') listener.refused();
      else listener.link('reconnecting');
    }
  };

  return {
    start() {
      ended = false;
      connect();
      ask();
    },
    /** @param {Span} wanted */
    show(wanted) {
      span = wanted;
      ask();
    },
    /** Something was done: look now. */
    refresh: ask,
    stop() {
      ended = true;
      environment.clearTimeout(again);
      environment.clearTimeout(asking);
      connection?.leave();
      connection = undefined;
      live = false;
    },
  };
}
