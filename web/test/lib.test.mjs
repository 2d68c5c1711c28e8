import assert from 'node:assert/strict';
import test from 'node:test';
import { readFile } from 'node:fs/promises';
import { parseAmount } from '../static/js/lib/amount.js';
import { createAnnouncer } from '../static/js/lib/announcer.js';
import { speak } from '../static/js/lib/catalogue.js';
import { createEta } from '../static/js/lib/eta.js';
import { duration, measured, money, ordinal, when } from '../static/js/lib/format.js';
import { refusal, titleOf } from '../static/js/lib/words.js';
import { routeOf } from '../static/js/router.js';
import { check, requestOf } from '../static/js/views/request.js';
import { breakEvenLines, sensitivities } from '../static/js/views/plan-charts.js';
import { place } from '../static/js/charts/place.js';
import { LETTER, gutter, ticks } from '../static/js/charts/svg.js';
import { createClock } from './fake.mjs';

const catalogue = async language => JSON.parse(await readFile(new URL(`../static/words/${language}.json`, import.meta.url), 'utf8'));
const [en, es] = await Promise.all([catalogue('en'), catalogue('es')]);
speak(en, 'en');

test('every language has every text, with the same values', () => {
  const bare = name => name.replace(/\.(?:one|two|few|many|other)$/u, '');
  const names = texts => [...new Set(Object.keys(texts).map(bare))].sort();
  assert.deepEqual(names(es), names(en));
  const values = text => [...text.matchAll(/\{\w+\}/gu)].map(value => String(value).replace('{number}', '{n}')).sort().join();
  for (const [name, text] of Object.entries(en)) {
    if (/^ordinal\.|\.(?:one|two|few|many)$/u.test(name)) continue;
    assert.equal(values(es[name] ?? ''), values(text), name);
    assert.ok(!/[{}]/u.test(text.replace(/\{\w+\}/gu, '')), name);
  }
});

test('Spanish counts, orders and writes figures as Spanish does', () => {
  speak(es, 'es');
  try {
    assert.deepEqual([1, 2, 3].map(ordinal), ['1.º', '2.º', '3.º']);
    assert.equal(money('EUR', 2).whole(3769062).replace(/\s/u, ' '), '37.691 €');
    assert.equal(measured(2_100), '2,1 s');
    assert.notEqual(refusal({ code: 'rate_limited', title: '', status: 429, retryable: true }, undefined).title, 'One moment');
  } finally {
    speak(en, 'en');
  }
});

test('amounts are read as people write them', () => {
  for (const [typed, amount] of Object.entries({ 45000: 45000, '45,000': 45000, '45.000': 45000, '45,000.50': 45000.5, '45.000,50': 45000.5, '1 200': 1200, '€ 8,000': 8000, '0.125': 0.125, '12,5': 12.5, '1,234,567': 1234567, '-500': -500, "1'000": 1000 })) assert.equal(parseAmount(typed), amount, typed);
  for (const typed of ['', 'many', '12 apples 3x', '.', '--5']) assert.equal(parseAmount(typed), undefined, typed);
});

test('only what was filled in goes out', () => {
  assert.deepEqual(requestOf({ idea: 'A bakery stall', location: '', budget: '8,000', timeline_months: '12', priority: '' }), { idea: 'A bakery stall', budget: 8000, timeline_months: 12 });
});

test('wrong fields are named, right ones are not', () => {
  assert.deepEqual(check({ idea: 'Cafe', budget: '-500', timeline_months: '12' }).map(error => error.field), ['idea', 'budget']);
  assert.match(check({ idea: 'Cafe' })[0].message, /You have 4\.$/);
  assert.deepEqual(check({ idea: 'A café, small', budget: '', timeline_months: '' }), []);
  assert.deepEqual(check({ idea: '\u{1F9C1}'.repeat(2_000) }), [], 'characters are counted as the service counts them');
  assert.deepEqual(check({ idea: 'a'.repeat(2_001), personalization: 'b'.repeat(2_001) }).map(error => error.message), ['Shorten it to 2,000 characters. You have 2,001.', 'Shorten it to 2,000 characters. You have 2,001.']);
  assert.deepEqual(check({ idea: 'A café, small', timeline_months: '61' }).map(error => error.field), ['timeline_months']);
});

test('an estimate counts down and is replaced only by one that says something else', () => {
  let now = 0;
  const eta = createEta(() => now);
  assert.equal(eta.left(), undefined);
  eta.hear(20_000);
  now = 5_000;
  assert.equal(eta.left(), 15_000);
  eta.hear(16_000);
  assert.equal(eta.left(), 15_000, 'one second more is no news');
  eta.hear(30_000);
  assert.equal(eta.left(), 30_000);
  eta.hear(undefined);
  assert.equal(eta.left(), undefined);
});

test('at most one announcement in 10 s, and the newest wins', async () => {
  const clock = createClock();
  const said = [];
  const announce = createAnnouncer(text => said.push([clock.now(), text]), clock);
  announce('one');
  await clock.advance(1);
  announce('two');
  announce('three');
  await clock.advance(9_000);
  assert.equal(said.length, 1);
  await clock.advance(1_000);
  assert.deepEqual(said.map(([, text]) => text), ['one', 'three']);
  assert.ok(said[1][0] - said[0][0] >= 10_000);
});

test('times and amounts in words', () => {
  assert.deepEqual([500, 40_400, 59_600, 180_000, 17_820_000, 7_200_000].map(duration), ['1 s', '40 s', '1 min', '3 min', '4 h 57 min', '2 h']);
  assert.deepEqual([2_100, 52_000, 72_000].map(measured), ['2.1 s', '52 s', '1 min 12 s']);
  assert.deepEqual([1, 2, 3, 11, 21].map(ordinal), ['1st', '2nd', '3rd', '11th', '21st']);
  assert.equal(money('EUR', 2).whole(-3769062), '−€37,691');
  assert.equal(money('JPY', 0).whole(1200), '¥1,200');
  assert.equal(money('KWD', 3).exact(1500).replace(/\s/u, ' '), 'KWD 1.500');
  const now = new Date(2026, 10, 24, 12);
  assert.equal(when(new Date(2026, 10, 23, 16, 40).toISOString(), now), 'Yesterday, 16:40');
});

test('a plan is called by the first clause of its idea', () => {
  assert.equal(titleOf({ idea: 'A wine shop in Porto. Natural wines.' }), 'A wine shop in Porto');
  const long = titleOf({ idea: 'word '.repeat(40) });
  assert.ok(long.length <= 65 && long.endsWith('word…'), long);
});

test('refusals say what they are', () => {
  const problem = { code: 'too_many_active', title: '', status: 429, retryable: true, active: ['a', 'b'] };
  assert.equal(refusal(problem, { max_active: 2 }).title, 'Two plans are already under way');
  assert.match(refusal({ ...problem, active: ['a'] }, { max_active: 2 }).title, /network/);
  assert.match(refusal({ ...problem, active: [] }, { max_active: 0 }).title, /network/);
  assert.match(refusal(problem, { max_active: 2 }).text, /^Too many concurrent requests: you can have two at once\./);
  assert.equal(refusal({ ...problem, code: 'daily_limit', retry_after_ms: 17_820_000 }, { daily_limit: 50 }).title, 'That was plan 50 of 50 today');
});

test('addresses name pages', () => {
  assert.deepEqual([routeOf('/'), routeOf('/g/0193-a'), routeOf('/g/'), routeOf('/nothing')], [{ page: 'new' }, { page: 'plan', id: '0193-a' }, { page: 'missing' }, { page: 'missing' }]);
});

test('the break-even lines cross where the model says', () => {
  const lines = breakEvenLines({ break_even: { units_per_month: 2805, revenue_per_month: 1217315 }, years: [{}, { revenue: 15103706, cogs: 4837360 }] });
  assert.ok(Math.abs(lines.price * lines.at - (lines.fixed + lines.variable * lines.at)) < 1);
  assert.equal(breakEvenLines({ break_even: {} }), undefined);
});

test('what matters most is told by cash in month 24, not by profit', () => {
  const item = (key, less, more) => ({ key, label: key, minus10: -1, plus10: 1, cash: { minus10: less, base: 100, plus10: more } });
  const { base, items } = sensitivities({ sensitivity: [item('rent', 120, 80), item('price', 10, 190), { key: 'unknown' }] });
  assert.equal(base, 100);
  assert.deepEqual(items.map(({ name, low, high, less, more }) => [name, low, high, less, more]), [['Price', 10, 190, 10, 190], ['Rent', 80, 120, 120, 80]]);
});

test('an axis holds zero and all values, in no more steps than there is room for', () => {
  for (const [low, high] of [[-7_695_252, 6_842_740], [0, 9], [-5, -1], [0, 0], [16, 24], [980, 1000], [-1000, -990]]) {
    const steps = ticks(low, high, 4);
    assert.ok(steps.includes(0) && steps[0] <= low && steps.at(-1) >= high, `${low} to ${high}: ${steps}`);
    assert.ok(steps.length <= 6, `${low} to ${high}: ${steps}`);
  }
});

test('labels of any currency have room beside a chart', () => {
  for (const [text, width] of /** @type {const} */ ([['Rp 100m', 51.2], ['CHF 20k', 49.2], ['−CHF 250k', 62.4], ['CHF 104.8k', 66]])) { // as Chromium draws them
    assert.ok(gutter([text]) >= 8 + width, `${text}: ${gutter([text])}`);
  }
});

test('the text at the lowest point stands on no line and on no other text', () => {
  const within = { left: 50, right: 350, top: 0, bottom: 230 };
  const text = 'Lowest: €32,335';
  const dip = Array.from({ length: 60 }, (_, i) => /** @type {[number, number]} */ ([50 + 5 * i, 150 - Math.abs(i - 10) * 2]));
  const below = dip.map(([x, y]) => /** @type {[number, number]} */ ([x, y + 25]));
  const names = [{ left: 270, right: 350, top: 196, bottom: 212 }];
  for (const lines of [[dip], [dip, below], [below, dip.map(([x]) => /** @type {[number, number]} */ ([x, 100]))]]) {
    const lowest = lines[0].reduce((a, b) => b[1] > a[1] ? b : a);
    const at = place(lowest, text, lines, names, within);
    const left = at.anchor === 'start' ? at.x : at.x - text.length * LETTER;
    const right = left + text.length * LETTER;
    for (const line of lines) for (const [x, y] of line) assert.ok(x < left || x > right || y < at.y - 12 || y > at.y + 4, `${x},${y} lies in the text at ${at.x},${at.y}`);
    for (const name of names) assert.ok(right < name.left || at.y - 12 > name.bottom || at.y + 4 < name.top, 'the text lies on a name');
    assert.ok(left >= within.left && right <= within.right);
  }
  assert.deepEqual(place([345, 20], text, [], [], within).anchor, 'end', 'at the right edge the text stands to the left');
});
