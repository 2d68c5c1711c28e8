// One watch: the cursor that is held, and the rule by which a message is taken, ignored or answered with a new watch.
import { START, compareCursors, endsLog, isTerminal } from './protocol.js';

/** @typedef {import('./protocol.js').WatchMessage} WatchMessage */
/** @typedef {'taken'|'old'|'broken'} Verdict */

export class Watch {
  /**
   * @param {string} generation @param {(message: WatchMessage) => void} onmessage
   * @param {(problem: import('./protocol.js').Problem) => void} [onrefused]
   * @param {string} [after] where to go on from; the start without
   */
  constructor(generation, onmessage, onrefused = () => {}, after = START) {
    this.generation = generation;
    this.cursor = after;
    this.ended = false;
    this.onmessage = onmessage;
    this.onrefused = onrefused;
  }

  /**
   * Passes a message on if it goes on exactly where this watch stands.
   * @param {WatchMessage} message @returns {Verdict} broken: something is missing, watch again from `cursor`
   */
  take(message) {
    if (message.type === 'queue' || message.type === 'progress') return this.#pass(message);
    if (message.type === 'snapshot') {
      if (compareCursors(message.cursor, this.cursor) < 0) return 'old';
      this.ended = isTerminal(message.snapshot.state);
      return this.#pass(message, message.cursor);
    }
    if (message.after !== this.cursor) return compareCursors(message.cursor, this.cursor) <= 0 ? 'old' : 'broken';
    this.ended ||= message.events.some(event => endsLog(event.kind));
    return this.#pass(message, message.cursor);
  }

  /** @param {WatchMessage} message @param {string} [cursor] @returns {Verdict} */
  #pass(message, cursor = this.cursor) {
    this.cursor = cursor;
    this.onmessage(message);
    return 'taken';
  }
}
