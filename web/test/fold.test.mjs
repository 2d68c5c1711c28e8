import assert from 'node:assert/strict';
import test from 'node:test';
import { blank, estimateOf, fold, percentOf, stagesOf, textOf } from '../static/js/client/fold.js';
import { random, randomLog } from './fake.mjs';

const whole = log => fold(blank('g'), log.map(entry => entry.event), log.at(-1).cursor);
const at = '2026-11-24T00:00:00.000Z';
const started = (attempt, resumed_sections = []) => ({ kind: 'started', at, attempt, resumed_sections, stages: [{ stage: 'market', title: 'Market data', weight: 40 }, { stage: 'company', title: 'The business', weight: 60 }] });
const of = (...events) => fold(blank('g'), events, '1-9');

test('folding in any pieces gives the same snapshot', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const log = randomLog(seed);
    const next = random(seed + 1000);
    let snap = blank('g');
    for (let i = 0; i < log.length;) {
      const n = 1 + Math.floor(next() * 5);
      const piece = log.slice(i, i + n);
      snap = fold(snap, piece.map(entry => entry.event), piece.at(-1).cursor);
      i += n;
    }
    assert.deepEqual(snap, whole(log), `seed ${seed}`);
  }
});

test('percent never falls, and is 100 only when completed', () => {
  for (let seed = 1; seed <= 200; seed++) {
    let snap = blank('g');
    for (const { cursor, event } of randomLog(seed)) {
      const before = snap.percent;
      snap = fold(snap, [event], cursor);
      assert.ok(snap.percent >= before, `seed ${seed} at ${cursor}`);
      assert.equal(snap.percent === 100, snap.state === 'completed', `seed ${seed} at ${cursor}`);
    }
  }
});

test('a fold changes no snapshot that was given out', () => {
  const one = of(started(1), { kind: 'delta', at, section: 'company', text: 'One' });
  const kept = structuredClone(one);
  fold(one, [{ kind: 'delta', at, section: 'company', text: ' two' }, { kind: 'completed', at }], '1-11');
  assert.deepEqual(one, kept);
});

test('sections that did not change stay the same objects', () => {
  const one = of(started(1), { kind: 'delta', at, section: 'company', text: 'a' }, { kind: 'delta', at, section: 'offer', text: 'b' });
  const two = fold(one, [{ kind: 'delta', at, section: 'offer', text: 'c' }], '1-10');
  assert.equal(two.sections[0], one.sections[0]);
  assert.notEqual(two.sections[1], one.sections[1]);
});

test('a new attempt keeps resumed sections only', () => {
  const snap = of(started(1), { kind: 'delta', at, section: 'company', text: 'kept' }, { kind: 'section', at, section: 'company', title: 'The business', index: 2, source: 'groq' }, { kind: 'delta', at, section: 'offer', text: 'void' }, started(2, ['company']));
  assert.deepEqual(snap.sections.map(section => section.text), ['kept']);
  assert.equal(snap.attempt, 2);
});

test('a reset empties the section and leaves its place', () => {
  const snap = of(started(1), { kind: 'delta', at, section: 'company', text: 'void' }, { kind: 'section_reset', at, section: 'company' }, { kind: 'delta', at, section: 'company', text: 'anew' });
  assert.deepEqual(snap.sections.map(({ text, complete }) => [text, complete]), [['anew', false]]);
});

test('a terminal event drops what is not complete', () => {
  for (const kind of ['completed', 'failed', 'cancelled']) {
    const snap = of(started(1), { kind: 'delta', at, section: 'company', text: 'half' }, { kind, at, by: 'owner' });
    assert.deepEqual(snap.sections, []);
    assert.equal(snap.state, kind);
  }
});

test('the executive summary stands first though it is written last', () => {
  const section = (slug, index) => [{ kind: 'delta', at, section: slug, text: slug }, { kind: 'section', at, section: slug, title: slug, index, source: 'groq' }];
  const snap = of(started(1), ...section('company', 2), ...section('offer', 3), ...section('executive-summary', 1));
  assert.equal(textOf(snap), 'executive-summarycompanyoffer');
});

test('stages stand where the text stands', () => {
  const snap = of(started(1), { kind: 'stage', at, stage: 'market' });
  assert.deepEqual(stagesOf(snap).map(stage => stage.status), ['active', 'waiting']);
  const next = fold(snap, [{ kind: 'market', at, market: {} }, { kind: 'delta', at, section: 'company', text: 'x'.repeat(900) }], '1-10');
  assert.deepEqual(stagesOf(next).map(stage => [stage.status, stage.share]), [['done', 1], ['active', 0.5]]);
  assert.deepEqual([percentOf(next), estimateOf(next)], [0, 70]);
  assert.equal(percentOf(fold(next, [{ kind: 'financials', at, financials: {} }], '1-11')), 40);
});

test('an event of a kind that is not known yet changes nothing but the cursor', () => {
  const known = of(started(1), { kind: 'delta', at, section: 'company', text: 'One' });
  assert.deepEqual(fold(known, [{ kind: 'illustration', at, section: 'company', text: 'new', stage: 'market', percent: 99 }], '1-12'), { ...known, cursor: '1-12' });
});
