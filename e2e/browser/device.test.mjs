// Devices that are not as they should be: no cookies, no room, a wrong clock. Everything works, and says what it must.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { NETWORK, another, idOf, launch, open, says, submit, within } from './browser.mjs';
import { startGateway, startService, written } from './service.mjs';

const CAFE = 'A neighbourhood cafe with home-made cakes';
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

test('without cookies and without room to keep anything a plan is made all the same', () => within(startService(), service => within(startGateway(service.url, { cookies: false }), async ({ url }) => {
  const page = await open(browser, url, { init: () => {
    Object.defineProperty(Navigator.prototype, 'cookieEnabled', { get: () => false });
    Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
  } });
  await page.link('live');
  await page.t('cookies-notice').waitFor();
  await submit(page, CAFE);
  await page.state('completed');
  await page.t('proof').waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), (async () => {
    await page.t('export').locator('summary').click();
    await page.t('export').locator('a[data-format=md]').click();
  })()]);
  assert.match(download.suggestedFilename(), /\.md$/, 'a file without a cookie');
  assert.deepEqual(await page.context().cookies(), []);
  page.quiet();
  await page.done();
})));

for (const days of [-1, 1]) {
  test(`a clock that is wrong by ${days} day changes no time that is told`, () => within(written({ workers: 1 }), async ({ url, writer }) => {
    const page = await open(browser, url, { init: `(() => { const off = ${days} * 86_400_000, Real = Date; globalThis.Date = class extends Real { constructor(...parts) { parts.length ? super(...parts) : super(Real.now() + off); } static now() { return Real.now() + off; } }; })()` });
    await page.link('live');
    await submit(page, CAFE);
    await page.state('completed');
    await says(page.t('provenance'), /made in \d/);
    await page.goto(url);
    await page.fill('#idea', CAFE);
    await says(page.locator('[data-testid=quote][data-outcome=cached]'), /You made this plan (\d+ s|\d min) ago\./);
    await says(page.t('plan-list').locator('time'), /today/i);
    writer.hold();
    await submit(page, `${CAFE}, and tea`);
    await page.state('running');
    await page.locator('[data-section] .text p').first().waitFor();
    assert.doesNotMatch(await page.locator('main').textContent(), /\d+ h\b|24 h|thinking/);
    page.quiet();
    await page.done();
  }));
}

test('two tabs that do the same at the same time end in step', () => within(written(), async ({ url, writer }) => {
  const left = await open(browser, url, { allow: NETWORK }); // what was deleted is not found any more
  const right = await another(left.context(), NETWORK);
  await right.goto(url);
  await Promise.all([left.link('live'), right.link('live')]);
  writer.hold();
  for (const tab of [left, right]) await tab.fill('#idea', CAFE);
  await Promise.all([left, right].map(tab => tab.t('submit').click()));
  await Promise.all([left, right].map(tab => tab.state('running')));
  assert.equal(idOf(left), idOf(right), 'one plan, joined by the other');
  await Promise.all([left, right].map(tab => tab.t('cancel').evaluate(button => button.click())));
  await Promise.all([left, right].map(tab => tab.state('cancelled')));
  assert.equal(await left.locator('[role=alert]:visible').count() + await right.locator('[role=alert]:visible').count(), 0);
  // One goes on, the other deletes everything.
  await left.t('again').click();
  await left.t('submit').click();
  await left.state('running');
  await right.goto(`${url}/#plans`);
  await right.t('erase-all').click();
  await Promise.all([right.waitForEvent('load'), right.locator('dialog.ask button[value=yes]').click()]); // it begins anew
  await left.state('missing', 'cancelled');
  left.quiet();
  right.quiet();
  await left.done();
}));
