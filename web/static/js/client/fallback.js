// Where no WebSocket gets through: one SSE stream a watch, and long polling where not even that arrives.
import { createBackoff } from './backoff.js';
import { follow as followEvents } from './sse.js';
import { follow as followPolls } from './poll.js';

/** @typedef {import('./platform.js').Environment} Environment */
/** @typedef {import('./watch.js').Watch} Watch */
/** @typedef {{server: string, environment: Environment, token: () => string|undefined}} Place where the service is, and how it is asked */
/**
 * @typedef {object} Stream the callbacks of one attempt to follow a watch
 * @property {() => void} alive something arrived
 * @property {(how: 'broken'|'useless'|'held') => void} failed broken: after something had arrived; useless: before; held: something on the way lets nothing through
 * @property {(problem: import('./protocol.js').Problem) => void} refused
 */
/** @typedef {{link(link:'live'|'reconnecting'): void, transport(transport:'sse'|'poll'): void, refused(watch: Watch): void}} Listener */

const FAILURES_BEFORE_POLLING = 2;

export class Fallback {
  #place;
  #listener;
  /** @type {Map<Watch, () => void>} */ #stops = new Map();
  #failures = 0;
  active = false;

  /** @param {Place} place @param {Listener} listener */
  constructor(place, listener) {
    this.#place = place;
    this.#listener = listener;
  }

  /** An EventSource takes no header, so a token goes with polls only. */
  get #polling() {
    return !this.#place.environment.EventSource || Boolean(this.#place.token()) || this.#failures >= FAILURES_BEFORE_POLLING;
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
    const { setTimeout, clearTimeout, random } = this.#place.environment;
    const backoff = createBackoff(random);
    /** @type {any} */ let timer;
    /** @type {() => void} */ let stop = () => {};
    const open = () => {
      const follow = this.#polling ? followPolls : followEvents;
      stop = follow(this.#place, watch, {
        alive: () => {
          backoff.reset();
          this.#listener.link('live');
        },
        failed: how => {
          const polled = this.#polling;
          this.#failures += how === 'held' ? FAILURES_BEFORE_POLLING : how === 'useless' ? 1 : 0;
          if (this.#polling !== polled) this.#announce();
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
