// One WebSocket connection: JSON in and out, and an ear for silence. It knows nothing of watches.
import { SUBPROTOCOL } from './protocol.js';

/** @typedef {import('./client.js').Environment} Environment */
/**
 * @typedef {object} Listener
 * @property {(message: any) => void} message
 * @property {(code: number, reason: string) => void} closed said once, whoever closed
 */

const IDLE_MS = 10_000;
const ANSWER_MS = 5_000;
const OPEN_MS = 10_000;

export class Connection {
  #socket;
  #environment;
  #listener;
  /** @type {any} */ #timer;
  #open = false;
  #closed = false;
  #heard = 0;
  #asked = 0;

  /** @param {string} url @param {Environment} environment @param {Listener} listener */
  constructor(url, environment, listener) {
    const { WebSocket, now } = environment;
    if (!WebSocket) throw new Error('no WebSocket here');
    this.#environment = environment;
    this.#listener = listener;
    this.#heard = now();
    this.#socket = new WebSocket(url, [SUBPROTOCOL]);
    this.#socket.onopen = () => { this.#open = true; };
    this.#socket.onmessage = (/** @type {{data:unknown}} */ event) => this.#receive(event.data);
    this.#socket.onclose = (/** @type {{code:number, reason:string}} */ event) => this.#end(event.code, event.reason);
    this.#timer = environment.setTimeout(() => this.#listen(), OPEN_MS);
  }

  /** Sends a message; false when the connection is not open. @param {object} message */
  send(message) {
    if (!this.#open || this.#closed) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  /** Leaves politely; nothing more is heard. */
  leave() {
    this.#listener = { message() {}, closed() {} };
    this.#end(1000, 'bye');
  }

  /** Asks for a sign of life now, as after the machine slept. */
  probe() {
    if (!this.#open) return;
    this.#asked ||= this.#environment.now();
    this.send({ type: 'ping' });
    this.#later(ANSWER_MS);
  }

  /** @param {unknown} data */
  #receive(data) {
    if (this.#closed) return;
    this.#heard = this.#environment.now();
    this.#asked = 0;
    this.#later(IDLE_MS);
    let message;
    try {
      message = JSON.parse(String(data));
    } catch {
      return this.#end(4000, 'unreadable');
    }
    this.#listener.message(message);
  }

  #listen() {
    if (this.#closed) return;
    if (!this.#open) return this.#end(4000, 'no answer');
    const { now } = this.#environment;
    if (this.#asked && now() - this.#asked >= ANSWER_MS) return this.#end(4000, 'silence');
    if (now() - this.#heard >= IDLE_MS || this.#asked) return this.probe();
    this.#later(IDLE_MS);
  }

  /** @param {number} delay */
  #later(delay) {
    this.#environment.clearTimeout(this.#timer);
    this.#timer = this.#environment.setTimeout(() => this.#listen(), delay);
  }

  /** @param {number} code @param {string} reason */
  #end(code, reason) {
    if (this.#closed) return;
    this.#closed = true;
    this.#environment.clearTimeout(this.#timer);
    this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
    try {
      this.#socket.close(code === 1000 ? 1000 : undefined);
    } catch { /* it was never open */ }
    this.#listener.closed(code, reason);
  }
}
