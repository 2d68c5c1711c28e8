// Every state of ui.md §4 with its words, reached for real: sound in both themes and at every width.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { NETWORK, another, idOf, launch, open, sound, submit, within } from './browser.mjs';
import { startService } from './service.mjs';
import { startWriter } from './writer.mjs';

const CAFE = 'A neighbourhood cafe with home-made cakes';
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** A service whose plans a language model writes. @param {Parameters<typeof startService>[0]} [options] */
async function written({ flags = [], ...options } = {}) {
  const writer = await startWriter();
  const service = await startService({ ...options, flags: [...writer.flags, ...flags] }).catch(error => { writer.close(); throw error; });
  return { ...service, writer, async stop() { await service.stop(); writer.close(); } };
}

/** Sends a request past the form. @param {import('playwright-core').Page} page */
const post = (page, path, body = {}) => page.evaluate(([at, sent]) => fetch(at, { method: 'POST', body: sent, headers: { 'Content-Type': 'application/json' } }).then(r => r.status), [path, JSON.stringify(body)]);

/** Three finished plans: what an estimate needs. @param {import('playwright-core').Page} page */
async function evidence(page) {
  for (const n of [1, 2, 3]) {
    await submit(page, `${CAFE}, done before, number ${n}`);
    await page.state('completed');
    await page.click('a[data-nav=new]');
    await page.state('new');
  }
}

const says = (locator, words) => locator.filter({ hasText: words }).first().waitFor({ timeout: 20_000 });

test('first, wrong fields, what would happen, running, stopped, done, and done already', () => within(written(), async ({ url, writer }) => {
  const page = await open(browser, url);
  await page.link('live');
  await page.t('example').locator('svg[role=img]').waitFor();
  await says(page.t('usage'), '0 of 50 plans today · 0 of 2 places in use');
  await sound(page, 'first');
  await submit(page, 'Cafe', { budget: '-1' });
  await says(page.t('error-summary'), 'Two fields need a change.');
  await sound(page, 'errors');

  writer.hold();
  await page.fill('#budget', '60000');
  await page.fill('#idea', CAFE);
  await says(page.locator('[data-testid=quote][data-outcome=start]'), 'Starts at once.');
  await page.t('submit').click();
  await page.state('running');
  await says(page.t('stage'), /^Writing /);
  await page.t('early-figures').locator('svg[role=img]').waitFor();
  await page.locator('[data-section] .text p').first().waitFor();
  await sound(page, 'running');
  const tab = await another(page.context());
  await tab.goto(url);
  await tab.fill('#idea', CAFE);
  await tab.fill('#budget', '60000');
  await says(tab.locator('[data-testid=quote][data-outcome=joined]'), 'This plan is already being made.');
  await says(tab.locator('[data-testid=plan-list] li[data-state=running]'), CAFE);
  await sound(tab, 'list');
  await tab.t('submit').click();
  await tab.state('running');
  await says(tab.locator('[data-part=joined]:visible'), 'The answers were the same');
  assert.equal(idOf(tab), idOf(page), 'both tabs show one plan');
  await says(page.t('stage'), /The writer is thinking; last text 1\d s ago\./);
  await page.t('cancel').click();
  for (const each of [page, tab]) {
    await each.state('cancelled');
    await says(each.t('cancelled-notice'), 'You stopped this plan.');
  }
  await sound(page, 'cancelled');
  await tab.close();

  writer.release();
  await page.t('again').click();
  await page.state('new');
  assert.equal(await page.inputValue('#idea'), CAFE, 'the form starts from the plan');
  await page.t('submit').click();
  await page.state('completed');
  await page.t('proof').waitFor();
  await says(page.t('provenance'), /Complete.*made in .*text by Groq.*market data bundled snapshot/);
  await sound(page, 'done');
  await page.goto(url);
  await page.fill('#idea', CAFE);
  await page.fill('#budget', '60000');
  await says(page.locator('[data-testid=quote][data-outcome=cached]'), /You made this plan .* ago\./);
  await page.t('submit').click();
  await says(page.t('cached-notice'), /You made this plan .* ago\./);
  await sound(page, 'cached');
  page.quiet();
  await page.done();
}));

test('waiting: place, line, draft and estimate; too many at once; a full line; next without asking again', () => within(written({ workers: 1, flags: ['--queue-limit', '2'] }), async ({ url, writer }) => {
  const page = await open(browser, url, { allow: NETWORK });
  await page.link('live');
  await evidence(page);
  writer.hold();
  await submit(page, `${CAFE}, first`);
  await page.state('running');
  const first = idOf(page);
  await page.goto(url);
  await page.fill('#idea', `${CAFE}, second`);
  await says(page.locator('[data-testid=quote][data-outcome=queue]'), /Starts in about .*\. You would be next\./);
  await page.t('submit').click();
  await page.state('queued');
  await page.t('draft').locator('[data-section]').first().waitFor({ timeout: 3_000 });
  const second = idOf(page);

  const other = await open(browser, url, { allow: NETWORK });
  await other.link('live');
  await submit(other, `${CAFE}, of another guest`);
  await other.state('queued');
  // Who has nothing running yet goes before who has.
  for (const [each, place, title] of [[other, '1', /^1st in line · /], [page, '2', /^2nd in line · /]]) {
    await each.waitForFunction(at => document.querySelector('[data-testid=queue-length]').textContent === '2' && document.querySelector('[data-testid=queue-position]').textContent === at, place);
    await says(each.t('queue-eta'), /^Starts in about /);
    await says(each.t('queue-eta-high'), /^Nine in ten start within /);
    assert.match(await each.title(), title);
  }
  await sound(page, 'queued');

  const third = await another(page.context(), NETWORK);
  await third.goto(url);
  await third.link('live');
  await submit(third, `${CAFE}, third`, { budget: '8,000' });
  await third.state('refused');
  await says(third.locator('[data-testid=refusal][data-code=too_many_active]'), /Two plans are already under way.*Too many concurrent requests/s);
  assert.equal(await third.evaluate(() => document.activeElement.localName), 'h1', 'focus goes to the heading');
  for (const id of [first, second]) await third.locator(`[data-testid=active-list] a[href="/g/${id}"]`).waitFor();
  await says(third.t('kept-request'), 'third');
  await sound(third, 'too many active');

  const late = await open(browser, url, { allow: NETWORK });
  await late.link('live');
  await submit(late, `${CAFE}, too late`);
  await late.state('refused');
  await says(late.locator('[data-testid=refusal][data-code=queue_full]'), 'The line is full');
  await late.t('retry-countdown').waitFor();
  await sound(late, 'queue full');
  await late.done();

  await other.t('cancel').click();
  await other.state('cancelled');
  await other.done();
  await third.t('start-when-free').click();
  writer.release();
  await third.state('completed');
  await page.state('completed');
  await page.goto(`${url}/#plans`);
  await page.waitForFunction(() => document.querySelectorAll('[data-testid=plan-list] li[data-state=completed]').length === 6);
  assert.deepEqual(await page.$$eval('[data-testid=plan-list] a', all => all.map(a => a.textContent.split(', ')[1])), ['third', 'second', 'first', ...Array(3).fill('done before')], 'newest first, each once');
  page.quiet();
  await page.done();
}));

test('several requests within a moment', () => within(written({ flags: ['--user-rate', '6/min'] }), async ({ url }) => {
  const page = await open(browser, url, { allow: NETWORK });
  await page.link('live');
  await submit(page, CAFE);
  await page.state('completed');
  while (await post(page, '/v1/generations', { idea: CAFE, timeline_months: 12, locale: 'en' }) < 400);
  await page.goto(url);
  await page.link('live');
  await submit(page, `${CAFE}, again`);
  await says(page.locator('[data-testid=refusal][data-code=rate_limited]'), 'One moment');
  await page.locator('[data-testid=retry][aria-disabled=true]').waitFor();
  await page.t('retry-countdown').waitFor();
  const retry = page.locator('[data-testid=retry][aria-disabled=false]');
  await retry.waitFor({ timeout: 15_000 });
  await sound(page, 'rate limited');
  await retry.click();
  await page.state('completed');
  page.quiet();
  await page.done();
}));

test('that was the last for today', () => within(startService({ flags: ['--daily-limit', '1'] }), async ({ url }) => {
  const page = await open(browser, url, { allow: NETWORK });
  await page.link('live');
  await submit(page, CAFE);
  await page.state('completed');
  await page.goto(url);
  await page.link('live');
  await submit(page, `${CAFE}, again`);
  await says(page.locator('[data-testid=refusal][data-code=daily_limit]'), /That was plan 1 of 1 today.*New ones are possible from midnight UTC, in /s);
  await sound(page, 'daily limit');
  page.quiet();
  await page.done();
}));

test('another writer takes over, the built-in planner finishes, and both are said', () => within(written(), async ({ url, writer }) => {
  const page = await open(browser, url);
  await page.link('live');
  writer.hold();
  writer.levers.refuse = { groq: 429 };
  await submit(page, CAFE);
  await page.state('running');
  await says(page.t('fallback-notice'), /OpenAI is writing now instead of Groq\..*Groq reached its rate limit\./s);
  await page.locator('[data-section] .text p').first().waitFor();
  await sound(page, 'fallback');
  writer.levers.refuse = { groq: 429, openai: 503 };
  writer.release();
  await page.state('completed');
  await says(page.t('degraded-notice'), /\w+ of fifteen sections come from the built-in planner\./);
  assert.ok(await page.locator('.built:visible').count() > 5);
  await says(page.locator('.built:visible'), 'Written by the built-in planner');
  await sound(page, 'degraded');
  page.quiet();
  await page.done();
}));

test('a line that is too long: the built-in planner at once', () => within(written({ workers: 1, flags: ['--max-wait', '1ms'] }), async ({ url, writer }) => {
  const page = await open(browser, url);
  await page.link('live');
  await evidence(page);
  writer.hold();
  await submit(page, `${CAFE}, first`);
  await page.state('running');
  await page.goto(url);
  await page.fill('#idea', `${CAFE}, second`);
  await says(page.locator('[data-testid=quote][data-outcome=offline]'), /The queue is over .* long,.*so the built-in planner would answer at once\./);
  await page.t('submit').click();
  await page.state('completed');
  await says(page.t('degraded-notice'), 'This plan comes from the built-in planner.');
  page.quiet();
  await page.done();
}));

test('a plan that cannot be finished says why and keeps what there is', () => within(written({ flags: ['--generation-timeout', '3s'] }), async ({ url, writer, child }) => {
  const page = await open(browser, url);
  await page.link('live');
  writer.hold();
  await submit(page, CAFE);
  await page.locator('[data-section] .text p').first().waitFor();
  // A machine that is taken away for longer than the plan had.
  child.kill('SIGSTOP');
  await new Promise(resolve => { setTimeout(resolve, 3_000); });
  child.kill('SIGCONT');
  await page.state('failed');
  await says(page.t('failure'), /The plan could not be finished\..*The plan took longer than 3s.*No section was finished\./s);
  await page.t('retry').waitFor();
  await sound(page, 'failed');
  writer.release();
  await page.t('retry').click();
  await page.state('completed');
  page.quiet();
  await page.done();
}));

test('a server that is going takes nothing new', () => within(startService({ flags: ['--drain-timeout', '1s'] }), async ({ url }) => {
  const page = await open(browser, url, { allow: NETWORK });
  await page.link('live');
  const { instances: [{ id }] } = await page.evaluate(() => fetch('/v1/ops').then(r => r.json()));
  assert.ok(await post(page, `/v1/ops/instances/${id}/drain`) < 300);
  await submit(page, CAFE);
  await says(page.locator('[data-testid=refusal]:is([data-code=draining], [data-code=unavailable])'), 'New plans cannot be taken right now');
  await sound(page, 'unavailable');
  await page.done();
}));

test('nothing there, offline, and a slower path', () => within(startService(), async ({ url }) => {
  const page = await open(browser, `${url}/g/01930000-0000-7000-8000-000000000000`, { allow: NETWORK });
  await page.state('missing');
  await says(page.locator('main'), /There is no plan here\..*It was deleted, or belongs to another account\./s);
  await sound(page, 'missing');
  await page.goto(url);
  await page.link('live');
  await page.fill('#idea', 'Typed before the train entered the tunnel');
  await page.context().setOffline(true);
  await page.link('offline');
  await says(page.t('offline-notice'), /You are offline\..*What you type is kept on this device\./s);
  assert.equal(await page.t('submit').getAttribute('aria-disabled'), 'true');
  await sound(page, 'offline');
  await page.context().setOffline(false);
  await page.link('live');
  assert.equal(await page.t('offline-notice').isVisible(), false);
  assert.match(await page.inputValue('#idea'), /tunnel/);
  await page.done();

  const slow = await open(browser, url, { init: () => { delete globalThis.WebSocket; } });
  await says(slow.t('link-state'), 'Live, slower path');
  assert.equal(await slow.getAttribute('html', 'data-transport'), 'sse');
  slow.quiet();
  await slow.done();
}));
