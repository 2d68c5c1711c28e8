// Sentences of the interface that depend on what happened (ui.md §4).
import { count, named, number, t, tn } from './catalogue.js';
import { now } from './clock.js';
import { capital, date, duration, list, measured } from './format.js';

/** @typedef {import('../client/protocol.js').Snapshot} Snapshot */
/** @typedef {import('../client/protocol.js').Problem} Problem */

/** @param {string|undefined} source */
export const provider = source => named('source', source || 'offline') ?? source ?? '';

/** What a plan is called: the first clause of the idea, cut at a word. @param {{idea?:string}} request */
export function titleOf({ idea = '' }) {
  const clause = (idea.trim().split(/(?<=\S)[.!?\n]/u)[0] ?? '').replace(/\s+/gu, ' ');
  if (clause.length <= 64) return clause || t('plan.untitled');
  return `${clause.slice(0, 64).replace(/[\s,;:–-]+\S*$/u, '').replace(/(?:[\s,;:–-]+(?:and|or|with|of|in|for|to|the|a|an|y|o|con|de|en|para|el|la|los|las|un|una))+$/iu, '')}…`;
}

/** @param {{from:string, to:string, reason:string}} change */
export const fallback = ({ from, to, reason }) => ({
  title: capital(t('running.fallback', { to: provider(to), from: provider(from) })),
  text: t('running.fallback_text', { from: capital(provider(from)), reason: named('reason', reason) ?? t('reason.other') }),
});

/** Finished sections as they are kept. @param {number} n */
export const kept = n => n === 0 ? t('running.kept_none') : tn('running.kept', n);

/** @param {Problem|undefined} problem */
export const reason = problem => named('failed', problem?.code ?? '') ?? t('failed.other');

/** The sources of sections, most first: `Gemini nine, the built-in planner two`. @param {Snapshot} snap */
export function sources(snap) {
  /** @type {Map<string, number>} */ const by = new Map();
  for (const { source } of snap.sections) by.set(source || 'offline', (by.get(source || 'offline') ?? 0) + 1);
  const most = [...by].sort((a, b) => b[1] - a[1]);
  const one = most[0];
  if (!one) return '';
  if (most.length === 1) return `${capital(provider(one[0]))}, ${tn('sections', one[1])}`;
  return capital(list(most.map(([source, n]) => `${provider(source)} ${number(n).toLowerCase()}`)));
}

/** Where the market data is from, and when it was read. @param {Snapshot} snap */
export function market(snap) {
  const { source, date: day } = snap.market ?? {};
  if (!source) return '';
  const read = !day ? '' : new Date(day).toDateString() === new Date(now()).toDateString() ? t('done.read_today') : t('done.read_on', { date: date(day) });
  if (source === 'live') return read || t('done.live');
  if (source === 'cache') return t('done.kept', { read });
  return day ? t('done.snapshot_of', { date: date(day) }) : t('done.snapshot');
}

/** @param {Snapshot} snap */
export const madeIn = snap => snap.duration_ms === undefined ? '' : t('done.made_in', { time: measured(snap.duration_ms) });

/** Whether the places of the whole network are taken, and not those of the user. @param {Problem} problem @param {import('../client/protocol.js').Limits|undefined} limits */
const ofNetwork = (problem, limits) => limits?.max_active !== undefined && (limits.max_active === 0 || (problem.active?.length ?? 0) < limits.max_active);

/** Heading and sentence of a refusal. @param {Problem} problem @param {import('../client/protocol.js').Limits|undefined} limits */
export function refusal(problem, limits) {
  const most = limits?.max_active || problem.active?.length || 2;
  const wait = problem.retry_after_ms;
  switch (problem.code) {
    case 'too_many_active': return ofNetwork(problem, limits) ? { title: t('refused.network'), text: t('refused.network_text') } : {
      title: tn('refused.too_many_active', problem.active?.length || most),
      text: t('refused.too_many_active_text', { number: number(most).toLowerCase(), n: count(most) }),
    };
    case 'rate_limited': return { title: t('refused.rate_limited'), text: t('refused.rate_limited_text') };
    case 'daily_limit': return {
      title: limits?.daily_limit ? t('refused.daily_limit', { n: count(limits.daily_limit) }) : t('refused.daily_limit_unknown'),
      text: wait ? t('refused.daily_limit_text', { time: duration(wait) }) : t('refused.daily_limit_soon'),
    };
    case 'queue_full': return { title: t('refused.queue_full'), text: t('refused.queue_full_text', { time: duration(wait ?? ASK_AGAIN_MS) }) };
    case 'unavailable': case 'draining': return { title: t('refused.unavailable'), text: t('refused.unavailable_text') };
    default: return { title: t('refused.other'), text: problem.detail ?? t('refused.other_text') };
  }
}

/** How often a full or failing service is asked again, unless it says something else. */
export const ASK_AGAIN_MS = 30_000;
