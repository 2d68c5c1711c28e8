// From the form to the finished plan, with cuts and reloads (ui.md §8, 1–8, 12–14), against the real service.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open, sound, submit, texts } from './browser.mjs';
import { startService } from './service.mjs';

const IDEA = 'A neighbourhood cafe in Lisbon with specialty coffee and home-made cakes';
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** @param {Parameters<typeof startService>[0]} options @param {(service: Awaited<ReturnType<typeof startService>>) => Promise<void>} run */
async function withService(options, run) {
  const service = await startService(options);
  try {
    await run(service);
  } finally {
    await service.stop();
  }
}

const snapshot = (page, id) => page.evaluate(at => fetch(`/v1/generations/${at}`).then(r => r.json()), id);

test('form to finished plan: no reload, figures first, progress that never falls, proof, exports', () => withService({}, async ({ url }) => {
  const page = await open(browser, url);
  await page.state('new');
  await page.link('live');
  assert.equal(await page.getAttribute('html', 'data-transport'), 'ws');
  for (const name of ['idea', 'location', 'budget', 'currency', 'timeline_months', 'business_type', 'personalization', 'locale', 'priority']) assert.equal(await page.locator(`[data-testid=plan-form] [name=${name}]`).count(), 1, name);
  await page.evaluate(() => {
    window.here = true;
    window.seen = [];
    setInterval(() => { const bar = document.querySelector('[data-testid=progress]'); if (bar) window.seen.push([Number(bar.getAttribute('aria-valuenow')), document.querySelector('main').dataset.state, bar.getAttribute('aria-valuetext')]); }, 50);
  });
  await submit(page, IDEA, { location: 'Lisbon, Portugal', budget: '60,000' });
  await page.waitForURL(/\/g\/[^/]+$/);
  await page.state('running', 'completed');
  await page.t('early-figures').locator('dd').first().waitFor({ timeout: 20_000 });
  const finished = await page.$$eval('[data-testid=document] [data-section][data-complete]', all => all.length);
  assert.ok(finished === 0 || await page.getAttribute('main', 'data-state') === 'running');
  await page.state('completed');
  await page.t('proof').waitFor();
  const id = new URL(page.url()).pathname.slice(3);
  assert.equal(await page.getAttribute('main', 'data-generation'), id);
  assert.match(await page.getAttribute('main', 'data-cursor'), /^\d+-\d+$/);
  const seen = await page.evaluate(() => window.seen);
  assert.ok(seen.length > 0 && seen.every(([value], i) => !i || value >= seen[i - 1][0]), 'progress fell');
  assert.ok(seen.every(([value]) => value < 100) && seen.every(([, , text]) => text), 'progress without words, or 100 too early');
  assert.equal(await page.evaluate(() => window.here), true, 'the page was loaded anew');

  const held = await snapshot(page, id);
  const shown = await texts(page);
  assert.deepEqual(Object.keys(shown), held.sections.map(section => section.section));
  assert.equal(await page.locator('[data-testid=document] [role=img]').count(), 4);
  assert.ok(await page.t('toc').locator('a').count() >= held.sections.length);
  assert.ok(await page.t('key-figures').locator('dt').count() >= 4);
  await page.t('assumptions').locator('tbody tr').first().waitFor();
  await page.t('export').locator('summary').click();
  for (const link of await page.t('export').locator('a').all()) {
    const status = await page.evaluate(href => fetch(href).then(r => r.status), await link.getAttribute('href'));
    assert.equal(status, 200, await link.getAttribute('data-format'));
  }
  await page.keyboard.press('Escape');
  assert.equal(await page.t('export').getAttribute('open'), null);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.t('toolbar').isVisible(), false);
  await page.emulateMedia({ media: 'screen' });
  await page.reload();
  await page.state('completed');
  assert.deepEqual(await texts(page), shown, 'a reload shows the same text');
  await page.click('a[data-nav=plans]');
  await page.locator(`[data-testid=plan-list] li[data-state=completed][data-generation="${id}"]`).waitFor();
  page.quiet();
  await page.done();
}));

test('assumptions: changed by keyboard, refused by field, compared, and every revision stays', () => withService({ pace: 0 }, async ({ url }) => {
  const page = await open(browser, url, { allow: /status of 422/ });
  await page.link('live');
  await submit(page, IDEA, { location: 'Lisbon, Portugal', budget: '60,000' });
  await page.state('completed');
  await page.t('edit-assumptions').waitFor();
  assert.equal(await page.t('revisions').isVisible(), false, 'no picker before there is a second revision');
  const before = await texts(page);
  const figures = await page.t('key-figures').textContent();

  await page.t('edit-assumptions').focus();
  await page.keyboard.press('Enter');
  const price = page.locator('#a-price');
  await price.waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'INPUT', 'the first field has the focus');
  await sound(page, 'editing');
  await price.fill('a lot');
  await page.keyboard.press('Enter');
  await page.t('assumptions-error').getByText('1 value needs a change.').waitFor();
  assert.equal(await price.getAttribute('aria-invalid'), 'true');
  assert.match(await page.locator('#ar-price').textContent(), /A number from 0.42 to 100/);
  await price.fill('5.50');
  await page.locator('#a-capacity').fill('10');
  await page.keyboard.press('Enter');
  await page.t('assumptions-error').getByText('This does not hold together yet.').waitFor();
  assert.match(await page.locator('#ar-capacity').textContent(), /cannot hold together with/);
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.testid), 'edit-assumptions', 'Escape leaves the form');

  await page.keyboard.press('Enter');
  await price.fill('5,50');
  await page.keyboard.press('Enter');
  await page.t('revisions').waitFor();
  await page.waitForFunction(() => document.activeElement.id === 'rev-h');
  assert.match(await page.t('comparison').textContent(), /Price per customer.*€4\.25.*€5\.50/);
  await sound(page, 'revision');
  const after = await texts(page);
  assert.match(after.offer, /€5\.50/);
  assert.notEqual(await page.t('key-figures').textContent(), figures);
  assert.equal(await page.t('proof').count(), 0, 'the proof is that of the first revision');
  for (const link of await page.t('export').locator('a').all()) assert.match(await link.getAttribute('href'), /revision=2$/);
  await page.reload();
  await page.state('completed');
  await page.t('revisions').waitFor();
  assert.deepEqual(await texts(page), after, 'the latest revision opens');
  await page.selectOption('[data-testid=revision]', '1');
  await page.t('proof').waitFor();
  assert.deepEqual(await texts(page), before, 'the first one is what it was');
  page.quiet();
  await page.done();
}));

test('wrong fields: summary with focus and links, aria at the fields, nothing sent', () => withService({}, async ({ url }) => {
  const page = await open(browser, url);
  await page.state('new');
  await submit(page, 'Cafe', { budget: '-500' });
  await page.t('error-summary').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.dataset.testid), 'error-summary');
  assert.match(await page.t('error-summary').textContent(), /Two fields need a change\./);
  for (const field of ['idea', 'budget']) {
    assert.equal(await page.getAttribute(`#${field}`, 'aria-invalid'), 'true');
    assert.match(await page.getAttribute(`#${field}`, 'aria-describedby'), new RegExp(`\\b${field}-error\\b`));
    assert.equal(await page.t('error-summary').locator(`a[href="#${field}"]`).count(), 1);
  }
  await page.t('error-summary').locator('a').nth(1).click();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'budget');
  await page.reload();
  assert.equal(await page.inputValue('#idea'), 'Cafe', 'what was typed survives a reload');
  page.quiet();
  await page.done();
}));

test('cut for a while: reconnecting, then live, no alert, nothing lost or doubled; reload goes on', () => withService({ pace: 900 }, async ({ url, proxy }) => {
  const page = await open(browser, url, { allow: /WebSocket|ERR_|Failed to load/ });
  await page.link('live');
  await submit(page, `${IDEA} [slow]`);
  await page.state('running');
  await page.locator('[data-testid=document] [data-section] .text').first().waitFor();
  proxy.block();
  await page.link('reconnecting');
  const before = await texts(page);
  assert.equal(await page.locator('[role=alert]:visible').count(), 0);
  await page.waitForTimeout(3_000);
  assert.deepEqual(await texts(page), before, 'content stays');
  proxy.unblock();
  await page.link('live');
  await page.waitForFunction(() => /nothing missed/.test(document.querySelector('[data-testid=link-state]').textContent));
  await page.reload();
  await page.state('running', 'completed');
  proxy.cut();
  await page.state('completed');
  await page.t('proof').waitFor();
  assert.equal(await page.getAttribute('html', 'data-transport'), 'ws');
  await page.done();
}));

test('without WebSocket it is SSE, without SSE polling, and the plan is whole', () => withService({}, async ({ url }) => {
  for (const [transport, init] of [['sse', () => { delete window.WebSocket; }], ['poll', () => { delete window.WebSocket; delete window.EventSource; }]]) {
    const page = await open(browser, url, { init });
    await page.link('live');
    await submit(page, `${IDEA}, by ${transport} [fast]`);
    await page.state('completed');
    await page.t('proof').waitFor();
    assert.equal(await page.getAttribute('html', 'data-transport'), transport);
    page.quiet();
    await page.done();
  }
}));

test('waiting: place, length and estimate as the server says them, a draft at once, leaving the line', () => withService({ workers: 1, pace: 300, maxActive: 3 }, async ({ url }) => {
  const page = await open(browser, url);
  await page.link('live');
  await submit(page, `${IDEA}, first [slow]`);
  await page.state('running', 'queued');
  const second = await page.context().newPage();
  await second.goto(url);
  await second.fill('#idea', `${IDEA}, second [queue 3] [hold]`);
  await second.waitForTimeout(500);
  await second.click('[data-testid=submit]');
  await second.waitForFunction(() => document.querySelector('main').dataset.state === 'queued');
  await second.locator('[data-testid=draft] .doc [data-section]').first().waitFor({ timeout: 3_000 });
  await second.waitForFunction(() => Number(document.querySelector('[data-testid=queue-position]')?.textContent) >= 1 && Number(document.querySelector('[data-testid=queue-length]')?.textContent) >= 1);
  const known = await second.locator('[data-testid=queue-eta]').isVisible();
  assert.equal(await second.locator('[data-part=no-eta]').isVisible(), !known, 'an estimate, or that there is none');
  if (!known) assert.equal(await second.locator('[data-testid=queue-eta-high]').isVisible(), false);
  assert.match(await second.title(), /in line/);
  await second.click('[data-testid=cancel]');
  await second.waitForFunction(() => document.querySelector('main').dataset.state === 'cancelled');
  await second.locator('[data-testid=cancelled-notice]').waitFor();
  page.quiet();
  await page.done();
}));

test('no axe violations and no sideways scroll: form, running, done, missing', () => withService({ pace: 1500 }, async ({ url }) => {
  for (const [width, theme] of [[1280, 'light'], [390, 'dark'], [320, 'light']]) {
    const page = await open(browser, url, { width, theme, allow: /404/ });
    await page.link('live');
    await sound(page, `form ${width} ${theme}`);
    await submit(page, 'Cafe', { budget: '-1' });
    await page.t('error-summary').waitFor();
    await sound(page, `errors ${width} ${theme}`);
    await submit(page, `${IDEA} ${width} [slow]`, { budget: '60000' });
    await page.state('running');
    await page.locator('[data-testid=document] [data-section] .text').first().waitFor();
    await sound(page, `running ${width} ${theme}`);
    await page.t('cancel').click();
    await page.state('cancelled');
    await sound(page, `cancelled ${width} ${theme}`);
    await page.goto(url);
    await submit(page, `${IDEA} ${width}, done [fast]`, { budget: '60000' });
    await page.state('completed');
    await page.t('assumptions').waitFor();
    await sound(page, `done ${width} ${theme}`);
    await page.goto(`${url}/g/01930000-0000-7000-8000-000000000000`);
    await page.state('missing');
    await sound(page, `missing ${width} ${theme}`);
    page.quiet();
    await page.done();
  }
}));

test('the theme is kept and comes with the first byte', () => withService({}, async ({ url }) => {
  const page = await open(browser, url, { theme: 'light' });
  await page.click('#theme');
  assert.equal(await page.getAttribute('html', 'data-theme'), 'dark');
  const html = await page.evaluate(() => fetch('/').then(r => r.text()));
  assert.match(html, /<html[^>]*data-theme="dark"/);
  page.quiet();
  await page.done();
}));
