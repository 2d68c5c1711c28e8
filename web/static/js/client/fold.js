// The fold: events in, snapshot out. The same rules as the server's, so that a snapshot that was sent equals
// one that was folded here.
import { isTerminal } from './protocol.js';

/** @typedef {import('./protocol.js').Snapshot} Snapshot */
/** @typedef {import('./protocol.js').Event} Event */
/** @typedef {import('./protocol.js').Section} Section */

/** Sections in the order of the document, for text that arrives before its `section` event. */
const TITLES = new Map(Object.entries({
  'executive-summary': 'Executive summary', company: 'The business', offer: 'Offer and prices',
  'market-analysis': 'Market analysis', customers: 'Customers', competition: 'Competition',
  marketing: 'Marketing and sales', operations: 'Operations', team: 'Team', milestones: 'Milestones',
  'financial-plan': 'Financial plan', funding: 'Funding', risks: 'Risks', legal: 'Legal checklist', 'next-steps': 'Next steps',
}));
const SLUGS = [...TITLES.keys()];
const TYPICAL_CHARS = 1800;

/** The place of a section in the finished document, counted from 1. @param {string} slug */
export const placeOf = slug => (SLUGS.indexOf(slug) + 1) || SLUGS.length + 1;

/** @param {string} slug */
export const titleOf = slug => TITLES.get(slug) ?? slug;

/** A stage's title in the language of the plan. @param {{stages?: import('./protocol.js').Stage[]}} snap @param {string} stage */
export const titleIn = ({ stages = [] }, stage) => stages.find(known => known.stage === stage)?.title ?? titleOf(stage);

/** An empty snapshot for a generation nothing is known of yet. @param {string} id @returns {Snapshot} */
export const blank = id => ({
  id, state: 'queued', attempt: 0, cursor: '0-0', request: { idea: '' }, percent: 0, stage: '', sections: [], degraded: false, created_at: '',
});

/**
 * Folds events into a snapshot and returns a new one; sections that did not change stay the same objects.
 * @param {Snapshot} base @param {Event[]} events @param {string} cursor the place behind the last of them
 * @returns {Snapshot}
 */
export function fold(base, events, cursor) {
  const snap = { ...base, sections: base.sections.map(section => ({ ...section })), cursor };
  for (const event of events) {
    apply(snap, event);
    snap.percent = percentOf(snap);
  }
  const before = new Map(base.sections.map(section => [section.section, section]));
  snap.sections = snap.sections.map(section => {
    const old = before.get(section.section);
    return old && same(old, section) ? old : section;
  });
  return snap;
}

/** @param {Section} a @param {Section} b */
const same = (a, b) => a.text === b.text && a.complete === b.complete && a.title === b.title && a.source === b.source && a.index === b.index;

/** @param {Snapshot} snap @param {Event} event */
function apply(snap, event) {
  switch (event.kind) {
    case 'started': return started(snap, event);
    case 'stage': snap.stage = event.stage ?? ''; return;
    case 'market': snap.market = event.market; return;
    case 'financials': snap.financials = event.financials; return;
    case 'delta': sectionOf(snap, event).text += event.text ?? ''; return;
    case 'section': {
      const { title, index, source } = event;
      Object.assign(sectionOf(snap, event), { title, index, source: source ?? '', complete: true });
      return sort(snap);
    }
    case 'section_reset': Object.assign(snap.sections.find(s => s.section === event.section) ?? {}, { text: '', complete: false }); return;
    case 'fallback': snap.degraded ||= event.to === 'offline'; return;
    case 'completed': case 'failed': case 'cancelled': return finished(snap, event);
    // Kinds that are not known yet change nothing but the cursor.
  }
}

/** @param {Snapshot} snap @param {Event} event */
function started(snap, event) {
  snap.state = 'running';
  snap.attempt = event.attempt ?? snap.attempt;
  snap.started_at ??= event.at;
  delete snap.position;
  if (event.stages?.length) snap.stages = event.stages;
  const kept = new Set(event.resumed_sections);
  snap.sections = snap.sections.filter(section => kept.has(section.section));
}

/** @param {Snapshot} snap @param {Event} event */
function finished(snap, event) {
  snap.state = /** @type {import('./protocol.js').State} */ (event.kind);
  delete snap.position;
  Object.assign(snap, { finished_at: event.at, chars: event.chars, sha256: event.sha256 });
  snap.sections = snap.sections.filter(section => section.complete);
  if (event.kind === 'failed') snap.problem = event.problem;
  if (event.kind === 'cancelled') snap.by = event.by;
  if (event.kind === 'completed') {
    const { source, duration_ms, queue_ms, plan_url } = event;
    Object.assign(snap, { source, duration_ms, queue_ms, plan_url, degraded: event.degraded === true });
  }
}

/** @param {Snapshot} snap @param {Event} event @returns {Section} */
function sectionOf(snap, { section: slug = '' }) {
  const found = snap.sections.find(section => section.section === slug);
  if (found) return found;
  const title = snap.stages?.find(stage => stage.stage === slug)?.title ?? titleOf(slug); // in the language of the plan
  const made = { section: slug, title, index: placeOf(slug), text: '', complete: false, source: '' };
  snap.sections.push(made);
  sort(snap);
  return made;
}

/** @param {Snapshot} snap */
function sort(snap) {
  snap.sections.sort((a, b) => a.index - b.index);
}

/** How much of a stage is done, 0 to 1. @param {Snapshot} snap @param {string} stage */
export function shareOf(snap, stage) {
  if (snap.state === 'completed') return 1;
  if (stage === 'market') return snap.market ? 1 : 0;
  if (stage === 'financials') return snap.financials ? 1 : 0;
  const section = snap.sections.find(s => s.section === stage);
  if (!section) return 0;
  return section.complete ? 1 : Math.min(0.9, lengthOf(section.text) / TYPICAL_CHARS);
}

/** Characters of a text, as far as they count: one of an emoji is one, not two. @param {string} text */
const lengthOf = text => [...text.slice(0, 2 * TYPICAL_CHARS)].length;

/** How much of a stage is stored, 0 or 1. The market brief is told of before: it is stored with the figures. @param {Snapshot} snap @param {string} stage */
const storedOf = (snap, stage) => stage === 'market' ? Number(Boolean(snap.financials)) : Math.floor(shareOf(snap, stage));

/** @param {Snapshot} snap @param {(snap: Snapshot, stage: string) => number} share */
function sum(snap, share) {
  if (snap.state === 'completed') return 100;
  const done = (snap.stages ?? []).reduce((total, { stage, weight }) => total + weight * share(snap, stage), 0);
  return Math.min(99, Math.floor(done * 10) / 10);
}

/** The share of the work that is stored; it never falls, whatever is lost, and is 100 only when completed. @param {Snapshot} snap */
export const percentOf = snap => Math.max(snap.percent, sum(snap, storedOf));

/**
 * The percent with what is written and not stored yet: what a bar can show. It falls when a section is written again
 * or a worker is lost; a bar holds the highest. @param {Snapshot} snap
 */
export const estimateOf = snap => Math.max(snap.percent, sum(snap, shareOf));

/**
 * Where each stage stands, in the order of the work.
 * @param {Snapshot} snap
 * @returns {{stage:string, title:string, weight:number, share:number, status:'done'|'active'|'waiting'}[]}
 */
export function stagesOf(snap) {
  const over = isTerminal(snap.state);
  return (snap.stages ?? []).map(({ stage, title, weight }) => {
    const share = shareOf(snap, stage);
    const active = !over && snap.state === 'running' && (share > 0 || snap.stage === stage);
    return { stage, title, weight, share, status: share === 1 ? 'done' : active ? 'active' : 'waiting' };
  });
}

/** The complete sections' Markdown in the order of the document. @param {Snapshot} snap */
export const textOf = snap => snap.sections.filter(section => section.complete).map(section => section.text).join('');
