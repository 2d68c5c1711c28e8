// Refusals: whose limit it is, until when, and what can be done (ui.md §4).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { NETWORK, launch, open, post, says, sound, submit, within } from './browser.mjs';
import { startService, written } from './service.mjs';

const CAFE = 'A neighbourhood cafe with home-made cakes';
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

test('several requests within a moment', () => within(written({ flags: ['--user-rate', '12/min'] }), async ({ url }) => {
  const page = await open(browser, url, { allow: NETWORK });
  await page.link('live');
  await submit(page, CAFE);
  await page.state('completed');
  await page.goto(url);
  await page.link('live');
  for (let n = 0; await post(page, '/v1/generations', { idea: CAFE, timeline_months: 12, locale: 'en' }) < 400; n++) assert.ok(n < 12, 'the rate is not limited');
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

test('others of the network have all places', () => within(startService({ pace: 300, flags: ['--max-active-per-ip', '1'] }), async ({ url }) => {
  const { token } = await fetch(`${url}/v1/session`, { method: 'POST' }).then(r => r.json());
  const other = { headers: { Authorization: `Bearer ${token}` }, method: 'POST' };
  const { id } = await fetch(`${url}/v1/generations`, { ...other, body: JSON.stringify({ idea: 'A bakery of somebody else' }) }).then(r => r.json());
  const page = await open(browser, url, { allow: NETWORK });
  await page.link('live');
  await submit(page, CAFE);
  await says(page.locator('[data-testid=refusal][data-code=too_many_active]'), /Your network has all its places in use.*others who share your connection/s);
  await sound(page, 'a full network');
  const asks = () => page.waitForResponse(r => r.url().endsWith('/v1/session'));
  await Promise.all([asks(), page.t('start-when-free').click()]);
  await asks(); // it was refused again, and waits on
  await page.locator('[data-testid=start-when-free][aria-disabled=true]').waitFor();
  await fetch(`${url}/v1/generations/${id}/cancel`, other);
  await page.state('running', 'completed');
  page.quiet();
  await page.done();
}));
