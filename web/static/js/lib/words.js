// Sentences of the interface that depend on what happened (ui.md §4).
import { count, duration, measured, plural, word } from './format.js';

/** @typedef {import('../client/protocol.js').Snapshot} Snapshot */
/** @typedef {import('../client/protocol.js').Problem} Problem */

const PROVIDERS = /** @type {{[source:string]: string}} */ ({ gemini: 'Gemini', groq: 'Groq', openai: 'OpenAI', offline: 'the built-in planner' });

/** @param {string|undefined} source */
export const provider = source => (source ? PROVIDERS[source] ?? source : 'the built-in planner');

/** @param {string} text */
export const capital = text => text.charAt(0).toUpperCase() + text.slice(1);

const REASONS = /** @type {{[reason:string]: string}} */ ({
  rate_limited: 'reached its rate limit', quota: 'used up its quota', breaker_open: 'failed several times in a row',
  unavailable: 'did not answer', overload: 'was overloaded', timeout: 'took too long',
});

/** What a plan is called: the first clause of the idea, cut at a word. @param {{idea?:string}} request */
export function titleOf({ idea = '' }) {
  const clause = (idea.trim().split(/(?<=\S)[.!?\n]/u)[0] ?? '').replace(/\s+/gu, ' ');
  if (clause.length <= 64) return clause || 'A business plan';
  return `${clause.slice(0, 64).replace(/[\s,;:–-]+\S*$/u, '').replace(/(?:[\s,;:–-]+(?:and|or|with|of|in|for|to|the|a|an))+$/iu, '')}…`;
}

/** @param {string[]} names */
export const list = names => names.length < 3 ? names.join(' and ') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** @param {{from:string, to:string, reason:string}} change */
export const fallback = ({ from, to, reason }) => ({
  title: `${capital(provider(to))} is writing now instead of ${provider(from)}.`,
  text: `${capital(provider(from))} ${REASONS[reason] ?? 'could not go on'}. Nothing was lost, and the figures do not depend on the writer.`,
});

/** Finished sections as they are kept. @param {number} n */
export const kept = n => n === 0 ? 'No section was finished.' : `The ${n === 1 ? 'finished section' : `${n} finished sections`} below ${n === 1 ? 'is' : 'are'} kept.`;

/** @param {Problem|undefined} problem */
export const reason = problem => problem?.detail ?? problem?.title ?? 'The server gave no reason.';

/** The sources of sections, most first: `Gemini nine, the built-in planner two`. @param {Snapshot} snap */
export function sources(snap) {
  /** @type {Map<string, number>} */ const by = new Map();
  for (const { source } of snap.sections) by.set(source || 'offline', (by.get(source || 'offline') ?? 0) + 1);
  const most = [...by].sort((a, b) => b[1] - a[1]);
  const one = most[0];
  if (!one) return '';
  if (most.length === 1) return `${capital(provider(one[0]))}, ${plural(one[1], 'section')}`;
  return capital(list(most.map(([source, n]) => `${provider(source)} ${word(n).toLowerCase()}`)));
}

/** @param {Snapshot} snap */
export function market(snap) {
  const { source, date } = snap.market ?? {};
  if (!source) return '';
  const read = date ? `read ${new Date(date).toDateString() === new Date().toDateString() ? 'today' : date}` : '';
  if (source === 'live') return read || 'live';
  return source === 'cache' ? `kept, ${read}` : `bundled snapshot${date ? ` of ${date}` : ''}`;
}

/** @param {Snapshot} snap */
export const madeIn = snap => snap.duration_ms === undefined ? '' : `made in ${measured(snap.duration_ms)}`;

/** Heading and sentence of a refusal. @param {Problem} problem @param {import('../client/protocol.js').Limits|undefined} limits */
export function refusal(problem, limits) {
  const most = limits?.max_active ?? problem.active?.length ?? 2;
  const wait = problem.retry_after_ms;
  switch (problem.code) {
    case 'too_many_active': return {
      title: `${word(problem.active?.length || most)} ${problem.active?.length === 1 ? 'plan is' : 'plans are'} already under way`,
      text: `Too many concurrent requests: you can have ${word(most).toLowerCase()} at once. Open one of them, or let the new one start by itself when a place is free.`,
    };
    case 'rate_limited': return {
      title: 'One moment',
      text: 'Several requests came within a minute. Nothing is lost; the button works again when the time is up.',
    };
    case 'daily_limit': return {
      title: limits?.daily_limit ? `That was plan ${count(limits.daily_limit)} of ${count(limits.daily_limit)} today` : 'That was the last plan for today',
      text: `New ones are possible from midnight UTC${wait ? `, in ${duration(wait)}` : ''}. Opening, exporting and reading your plans works as always.`,
    };
    case 'queue_full': return {
      title: 'The line is full',
      text: 'This is our limit, not yours. We ask again every 30 s, and your idea is kept on this device until then.',
    };
    case 'unavailable': case 'draining': return {
      title: 'New plans cannot be taken right now',
      text: 'Plans being written go on. We ask again by ourselves, and you lose nothing by waiting.',
    };
    default: return { title: problem.title || 'That did not work', text: problem.detail ?? 'Your idea is kept on this device.' };
  }
}
