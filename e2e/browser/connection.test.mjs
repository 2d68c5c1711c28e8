// Connections that are cut, missing or slow, and plans that are not there (ui.md §8, 7 and 8).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { NETWORK, another, launch, open, says, sound, submit, texts, within } from './browser.mjs';
import { startService } from './service.mjs';
import { startWriter } from './writer.mjs';

const IDEA = 'A neighbourhood cafe in Lisbon with specialty coffee and home-made cakes';
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

test('offline and cut for a while: reconnecting, then live, no alert, nothing lost or doubled; reload goes on', async () => {
  const writer = await startWriter();
  await within(startService({ flags: writer.flags }), async ({ url, proxy }) => {
    const page = await open(browser, url, { allow: NETWORK });
    await page.link('live');
    writer.hold();
    await submit(page, IDEA);
    await page.state('running');
    await page.locator('[data-section] .text p').first().waitFor();
    await page.context().setOffline(true);
    await page.link('offline');
    await says(page.t('offline-notice'), /You are offline\..*What has arrived stays readable here\./s);
    assert.equal(await page.locator('[data-section] .text p').first().isVisible(), true);
    proxy.block();
    await page.context().setOffline(false);
    await page.link('reconnecting');
    const before = await texts(page);
    assert.equal(await page.locator('[role=alert]:visible').count(), 0);
    writer.release();
    await page.waitForTimeout(500);
    assert.deepEqual(await texts(page), before, 'content stays');
    await page.evaluate(() => {
      window.back = false;
      const state = document.querySelector('[data-testid=link-state]');
      new MutationObserver(() => { window.back ||= /nothing missed/.test(state.textContent); }).observe(state, { childList: true, characterData: true, subtree: true });
    });
    proxy.unblock();
    await page.waitForFunction(() => window.back);
    await page.state('completed');
    await page.t('proof').waitFor();
    assert.equal(await page.getAttribute('html', 'data-transport'), 'ws');
    const shown = await texts(page);
    await page.reload();
    await page.state('completed');
    assert.deepEqual(await texts(page), shown);
    await page.done();
  }).finally(() => writer.close());
});

test('without WebSocket it is SSE, without SSE polling, and the plan is whole', () => within(startService(), async ({ url }) => {
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
  await page.keyboard.press('Control+Enter');
  assert.equal(await page.getAttribute('main', 'data-state'), 'new', 'nothing is sent, and nothing lost');
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
