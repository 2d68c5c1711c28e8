// The form (ui.md §8.3), and what a reader chose for all pages.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { another, launch, open, submit, within } from './browser.mjs';
import { startService } from './service.mjs';

const IDEA = 'A neighbourhood cafe in Lisbon with specialty coffee and home-made cakes';
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

test('wrong fields: summary with focus and links, aria at the fields, nothing sent', () => within(startService(), async ({ url }) => {
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

test('the form says how it is understood, and the next best type is a click away', () => within(startService(), async ({ url }) => {
  const page = await open(browser, url);
  await page.state('new');
  const idea = 'An e-bike repair workshop in Bristol with rentals for visitors';
  await page.fill('#idea', idea);
  await page.t('reading').filter({ hasText: 'Bicycle workshop · Bristol, United Kingdom · GBP' }).waitFor();
  await page.t('instead').filter({ hasText: 'Workshop or small manufacturing' }).click();
  await page.t('reading').filter({ hasText: 'Workshop or small manufacturing · Bristol' }).waitFor();
  assert.equal(await page.inputValue('#business_type'), 'manufacturing');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'business_type');
  assert.equal(await page.inputValue('#idea'), idea);
  assert.equal(await page.t('instead').isVisible(), false, 'a type that was chosen has no other');
  await page.fill('#idea', 'short');
  await page.t('reading').waitFor({ state: 'hidden' });
  page.quiet();
  await page.done();
}));

test('own money that the idea names is the budget of its plan', () => within(startService(), async ({ url }) => {
  const page = await open(browser, url);
  await page.fill('#idea', 'I have 40,000 euros saved for a bakery in Lisbon');
  await page.t('reading').filter({ hasText: '€40,000 of your own' }).waitFor();
  await page.click('button[type=submit]');
  await page.state('completed');
  await page.t('key-figures').filter({ hasText: '€40,000' }).waitFor();
  page.quiet();
  await page.done();
}));

test('the theme is kept and comes with the first byte', () => within(startService(), async ({ url }) => {
  const page = await open(browser, url, { theme: 'light' });
  await page.click('#theme');
  assert.equal(await page.getAttribute('html', 'data-theme'), 'dark');
  const html = await page.evaluate(() => fetch('/').then(r => r.text()));
  assert.match(html, /<html[^>]*data-theme="dark"/);
  page.quiet();
  await page.done();
}));

test('two tabs that are a first visit together make one guest', () => within(startService(), async ({ url }) => {
  const context = await browser.newContext();
  const tabs = [await another(context), await another(context)];
  let asking = 0, most = 0;
  await context.route('**/v1/session', async route => {
    if (route.request().method() !== 'POST') return route.continue();
    most = Math.max(most, asking += 1);
    const response = await route.fetch();
    await new Promise(resolve => { setTimeout(resolve, 500); });
    await route.fulfill({ response });
    asking -= 1;
  });
  await Promise.all(tabs.map(tab => tab.goto(url)));
  await Promise.all(tabs.map(tab => tab.link('live')));
  assert.equal(most, 1, 'sessions were asked for at a time: each without a cookie makes a guest');
  for (const [i, tab] of tabs.entries()) {
    await submit(tab, `${IDEA}, in tab ${i}`);
    await tab.state('completed');
    await tab.t('edit-assumptions').waitFor(); // asked for by HTTP, made over the WebSocket
    tab.quiet();
  }
  await context.close();
}));

test('a first visit makes one guest, however late the answer comes', () => within(startService(), async ({ url }) => {
  let asked = 0;
  const page = await open(browser, url, { before: page => page.route('**/v1/session', async route => {
    if (route.request().method() === 'POST') asked += 1;
    const response = await route.fetch();
    await new Promise(resolve => { setTimeout(resolve, 500); });
    await route.fulfill({ response });
  }) });
  await page.link('live');
  assert.equal(asked, 1, 'guests were made');
  await submit(page, IDEA);
  await page.state('completed');
  await page.t('edit-assumptions').waitFor(); // asked for by HTTP, made over the WebSocket
  page.quiet();
  await page.done();
}));
