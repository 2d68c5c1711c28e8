// Operations in words and figures.
import { count } from '../lib/catalogue.js';
import { measured } from '../lib/format.js';

/** `one section`, `3 sections`. @param {number} n @param {string} noun @param {string} [many] */
export const plural = (n, noun, many = `${noun}s`) => `${count(n)} ${n === 1 ? noun : many}`;

/** The time of day. @param {string} iso */
export const clock = iso => new Date(iso).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });

/** The time of day in UTC, to the second. @param {string} iso */
export const clockUTC = iso => new Date(iso).toLocaleTimeString('en-GB', { timeZone: 'UTC' });

/** A measured time: `4 ms`, `2.1 s`. @param {number|undefined} ms */
export const span = ms => ms === undefined ? '–' : ms < 1000 ? `${ms < 10 ? Number(ms.toFixed(1)) : Math.round(ms)} ms` : measured(ms);

/** A share: `38.2%`; exact where it is nearly all. @param {number} part @param {number} whole */
export function share(part, whole) {
  if (!whole) return '–';
  const ratio = part / whole;
  const digits = ratio > 0.99 && ratio < 1 ? 2 : 1;
  return ratio.toLocaleString('en-GB', { style: 'percent', maximumFractionDigits: ratio === 1 || ratio === 0 ? 0 : digits });
}

/** @param {number} bytes */
export const megabytes = bytes => bytes ? `${count(Math.round(bytes / 1e6))} MB` : '–';

/** @param {number} n */
export const tokens = n => n >= 1e6 ? `${(n / 1e6).toFixed(2)} M` : n >= 1e4 ? `${Math.round(n / 1e3)} k` : count(n);

const PROVIDERS = /** @type {{[name:string]:string}} */ ({ gemini: 'Gemini', groq: 'Groq', openai: 'OpenAI', offline: 'Offline' });

/** @param {string} name */
export const providerName = name => PROVIDERS[name] ?? name;

/** The end of an id, by which people tell two apart. @param {string} id */
export const shortID = id => id.length > 12 ? `${id.slice(0, 4)}…${id.slice(-4)}` : id;

const ACTIONS = /** @type {{[action:string]:string}} */ ({
  drain: 'Took out of service', workers: 'Changed workers', pause_provider: 'Paused', resume_provider: 'Resumed',
  cancel_generation: 'Stopped a plan', read_generation: 'Looked at a plan',
});

/** @param {string} action */
export const actionName = action => ACTIONS[action] ?? action;
