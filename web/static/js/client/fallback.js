// Where no WebSocket gets through: one SSE stream a watch, and long polling where not even that arrives.
import { createBackoff } from './backoff.js';
import { follow as followEvents } from './sse.js';
import { follow as followPolls } from './poll.js';

/** @typedef {import('./client.js').Environment} Environment */
/** @typedef {import('./watch.js').Watch} Watch */
/**
 * @typedef {object} Stream the callbacks of one attempt to follow a watch
 * @property {() => void} alive something arrived
 * @property {(useful: boolean) => void} failed it broke; useful: something had arrived before
 * @property {(problem: import('../protocol.js').Problem) => void} refused
 */
/** @typedef {{link(link:'live'|'reconnecting'): void, transport(transport:'sse'|'poll'): void, refused(watch: Watch): void}} Listener */

const FAILURES_BEFORE_POLLING = 2;

export class Fallback {
  #server;
  #environment;
  #listener;
  /** @type {Map<Watch, () => void>} */ #stops = new Map();
  #failures = 0;
  active = false;

  /** @param {string} server @param {Environment} environment @param {Listener} listener */
  constructor(server, environment, listener) {
    this.#server = server;
    this.#environment = environment;
    this.#listener = listener;
  }

  get #polling() {
    return !this.#environment.EventSource || this.#failures >= FAILURES_BEFORE_POLLING;
  }

  /** @param {Iterable<Watch>} watches */
  start(watches) {
    if (this.active) return;
    this.active = true;
    this.#announce();
    for (const watch of watches) this.follow(watch);
  }

  stop() {
    this.active = false;
    for (const stop of this.#stops.values()) stop();
    this.#stops.clear();
  }

  /** @param {Watch} watch */
  drop(watch) {
    this.#stops.get(watch)?.();
    this.#stops.delete(watch);
  }

  /** @param {Watch} watch */
  follow(watch) {
    if (watch.ended) return;
    const { setTimeout, clearTimeout, random } = this.#environment;
    const backoff = createBackoff(random);
    /** @type {any} */ let timer;
    /** @type {() => void} */ let stop = () => {};
    const open = () => {
      const follow = this.#polling ? followPolls : followEvents;
      stop = follow(this.#server, watch, this.#environment, {
        alive: () => {
          backoff.reset();
          this.#listener.link('live');
        },
        failed: useful => {
          if (!useful && !this.#polling && ++this.#failures >= FAILURES_BEFORE_POLLING) this.#announce();
          if (backoff.tries > 1) this.#listener.link('reconnecting');
          timer = setTimeout(open, backoff.next());
        },
        refused: problem => {
          this.drop(watch);
          this.#listener.refused(watch);
          watch.onrefused(problem);
        },
      });
    };
    this.#stops.set(watch, () => {
      clearTimeout(timer);
      stop();
    });
    open();
  }

  #announce() {
    this.#listener.transport(this.#polling ? 'poll' : 'sse');
    this.#listener.link('live');
  }
}
