// States that a healthy service does not show on demand (ui.md §8, 7, 9–11, 14), against the double.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open, sound, submit, texts } from './browser.mjs';
import { startService } from './service.mjs';

let browser;
let service;
before(async () => { browser = await launch(); service = await startService({ double: true, maxActive: 50 }); });
after(async () => { await browser.close(); await service.stop(); });

const NETWORK = /status of (4|5)\d\d|WebSocket|ERR_/;

test('goaway changes nothing visible', async () => {
  const page = await open(browser, service.url);
  await page.link('live');
  await submit(page, 'A plan through a rolling restart [slow]');
  await page.state('running');
  await page.evaluate(() => {
    window.links = [];
    const state = document.querySelector('[data-testid=link-state]');
    new MutationObserver(() => window.links.push(state.dataset.link + state.textContent)).observe(state, { attributes: true, childList: true, characterData: true, subtree: true });
  });
  const before = service.double.sockets.size;
  service.double.goaway(150);
  await page.waitForTimeout(2_000);
  assert.deepEqual([...new Set(await page.evaluate(() => window.links))].filter(link => link !== 'liveLive'), []);
  assert.equal(service.double.sockets.size, before, 'the old connection was left');
  await page.state('completed');
  await page.t('proof').waitFor();
  page.quiet();
  await page.done();
});

test('refusals: code, words, kept request, countdown, active plans, start when free', async () => {
  const page = await open(browser, service.url, { allow: NETWORK });
  await page.link('live');
  for (const [code, words] of [['rate_limited', /One moment/], ['daily_limit', /That was plan 50 of 50 today/], ['queue_full', /The line is full/], ['unavailable', /New plans cannot be taken right now/]]) {
    await page.goto(service.url);
    await page.link('live');
    await submit(page, `A bakery stall at the market [refuse ${code}]`, { budget: '8,000' });
    await page.state('refused');
    await page.locator(`[data-testid=refusal][data-code=${code}]`).waitFor();
    assert.match(await page.t('refusal').textContent(), words);
    assert.match(await page.t('kept-request').textContent(), /A bakery stall at the market/);
    await page.t('retry-countdown').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.localName), 'h1', 'focus goes to the heading');
    await sound(page, code);
  }
  await page.goto(service.url);
  await page.link('live');
  await submit(page, 'Too fast for the limits of this hour [refuse rate_limited]');
  await page.locator('[data-testid=retry][aria-disabled=true]').waitFor();
  await page.locator('[data-testid=retry][aria-disabled=false]').waitFor({ timeout: 6_000 });
  page.quiet();
  await page.done();
});

test('too many at once: links to what is under way, and the new one starts once when a place is free', async () => {
  const small = await startService({ double: true, maxActive: 1 });
  try {
    const page = await open(browser, small.url, { allow: NETWORK });
    await page.link('live');
    await submit(page, 'The first plan of two [slow]');
    await page.state('running');
    const [first] = small.double.generations.keys();
    await page.goto(small.url);
    await page.link('live');
    await submit(page, 'The second plan of two [fast]');
    await page.state('refused');
    await page.locator(`[data-testid=active-list] a[href="/g/${first}"]`).waitFor();
    await sound(page, 'too many');
    await page.t('start-when-free').click();
    small.double.generations.get(first).end('cancelled', { by: 'owner' });
    await page.state('completed');
    assert.equal(small.double.generations.size, 2);
    page.quiet();
    await page.done();
  } finally {
    await small.stop();
  }
});

test('errors that the server finds stand at their fields', async () => {
  const page = await open(browser, service.url, { allow: NETWORK });
  await page.link('live');
  await page.locator('#currency option[value=XXX]').waitFor({ state: 'attached' });
  await page.selectOption('#currency', 'XXX');
  await submit(page, 'A plan in a currency that is none');
  await page.t('error-summary').locator('a[href="#currency"]').waitFor();
  assert.equal(await page.getAttribute('#currency', 'aria-invalid'), 'true');
  assert.equal(await page.getAttribute('main', 'data-state'), 'new');
  await page.done();
});

test('fallback, built-in sections, failure and what can be done about it', async () => {
  const page = await open(browser, service.url, { allow: NETWORK });
  await page.link('live');
  await submit(page, 'Groq takes over in this plan [fallback] [fast]');
  await page.state('running', 'completed');
  await page.state('completed');
  assert.match(await page.t('provenance').textContent(), /text by Gemini and Groq/i);
  await page.goto(service.url);
  await submit(page, 'Groq takes over slowly in this plan [fallback] [slow]');
  await page.t('fallback-notice').getByText('Groq is writing now instead of Gemini.').waitFor({ timeout: 30_000 });
  await sound(page, 'fallback');
  await page.t('cancel').click();
  await page.t('cancelled-notice').getByText('You stopped this plan.').waitFor();

  await page.goto(service.url);
  await page.link('live');
  await submit(page, 'The built-in planner finishes this plan [fallback offline] [fast]');
  await page.state('completed');
  await page.t('degraded-notice').waitFor();
  assert.equal(await page.locator('.built:visible').count(), 9);
  await sound(page, 'degraded');

  await page.goto(service.url);
  await page.link('live');
  await submit(page, 'This plan cannot be saved [fail] [fast]');
  await page.state('failed');
  assert.match(await page.t('failure').textContent(), /The plan could not be finished\..*The 6 finished sections below are kept\./);
  assert.equal(Object.keys(await texts(page)).length, 6);
  await page.t('retry').waitFor();
  await sound(page, 'failed');
  page.quiet();
  await page.done();
});

test('the same answers again open the finished plan and say so', async () => {
  const page = await open(browser, service.url);
  for (const visit of ['first', 'second']) {
    await page.goto(service.url);
    await page.link('live');
    await submit(page, 'A plan that is asked for twice [fast]');
    await page.state('completed');
    assert.equal(await page.t('cached-notice').isVisible(), visit === 'second');
  }
  await page.t('again').click();
  assert.match(await page.inputValue('#idea'), /asked for twice/, 'the form starts from the plan');
  page.quiet();
  await page.done();
});

test('back in line keeps finished sections and says so', async () => {
  const page = await open(browser, service.url);
  await page.link('live');
  await submit(page, 'A plan whose worker goes away [requeue]');
  await page.state('running');
  await page.state('queued');
  await page.getByText('Back in line, at the front.').waitFor();
  await page.state('completed');
  await page.t('proof').waitFor();
  page.quiet();
  await page.done();
});

test('hostile Markdown is inert text', async () => {
  const page = await open(browser, service.url);
  await page.link('live');
  await submit(page, 'A plan with hostile Markdown inside [hostile] [fast]');
  await page.state('completed');
  const section = page.locator('[data-section=company] .text');
  assert.equal(await section.locator('script, img, iframe, style, [style], [onclick], [onerror]').count(), 0);
  assert.deepEqual(await section.locator('a').evaluateAll(all => all.map(a => [a.href, a.rel])), [['https://example.org/', 'noopener noreferrer']]);
  assert.match(await section.textContent(), /<iframe src=/, 'raw HTML is shown as the text that it is');
  assert.doesNotMatch(await page.title(), /owned/);
  page.quiet();
  await page.done();
});

test('the reader owns the scroll position, and may give it back', async () => {
  const page = await open(browser, service.url);
  await page.link('live');
  await submit(page, 'A plan to be read while it grows [slow]');
  await page.state('running');
  await page.waitForFunction(() => scrollY > 300, undefined, { timeout: 40_000 });
  await page.mouse.move(640, 500);
  await page.mouse.wheel(0, -250);
  await page.t('follow').waitFor();
  await page.waitForTimeout(300);
  const place = () => page.evaluate(() => {
    const block = [...document.querySelectorAll('[data-complete] .text > *')].find(node => node.getBoundingClientRect().top > 180) ?? document.querySelector('.text > *');
    window.anchor ??= block;
    return window.anchor.getBoundingClientRect().top;
  });
  const before = await place();
  await page.waitForTimeout(2_500);
  assert.ok(Math.abs(await place() - before) <= 1, 'the text under the reader moved');
  await page.t('follow').click();
  assert.equal(await page.t('follow').isVisible(), false);
  await page.t('cancel').click();
  page.quiet();
  await page.done();
});

test('offline is said, and typed text is kept', async () => {
  const page = await open(browser, service.url, { allow: NETWORK });
  await page.link('live');
  await page.fill('#idea', 'Typed before the train entered the tunnel');
  await page.context().setOffline(true);
  await page.link('offline');
  await page.t('offline-notice').waitFor();
  assert.equal(await page.t('submit').getAttribute('aria-disabled'), 'true');
  await page.context().setOffline(false);
  await page.link('live');
  assert.equal(await page.t('offline-notice').isVisible(), false);
  assert.match(await page.inputValue('#idea'), /tunnel/);
  await page.done();
});

test('announcements come at most every 10 s, and the plan is no live region', async () => {
  const page = await open(browser, service.url);
  await page.link('live');
  await page.evaluate(() => {
    window.said = [];
    new MutationObserver(() => window.said.push(performance.now())).observe(document.querySelector('#announce'), { childList: true, characterData: true, subtree: true });
  });
  await submit(page, 'A plan that is told to a screen reader');
  await page.state('completed');
  const said = await page.evaluate(() => window.said);
  assert.ok(said.every((time, i) => !i || time - said[i - 1] >= 9_900), `${said}`);
  assert.equal(await page.locator('[data-testid=document][aria-live], [aria-live] [data-testid=document]').count(), 0);
  page.quiet();
  await page.done();
});
