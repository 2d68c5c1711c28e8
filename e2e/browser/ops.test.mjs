// The page of operations (ui.md §3, §8.13, §8.14), against the real service.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { NETWORK, launch, open, sound, submit, within } from './browser.mjs';
import { startService } from './service.mjs';

const TOKEN = 'a long token for these tests only';
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const live = page => page.waitForFunction(() => document.querySelector('[data-testid=link-state]').textContent === 'Live, every 2 s', undefined, { timeout: 30_000 });
const tile = (page, id) => page.locator(`.tile[data-testid="ops-${id}"] .v`);
const shows = (locator, text) => locator.filter({ hasText: text }).first().waitFor({ timeout: 20_000 });

test('everything at a glance, live, on this machine', () => within(startService({ workers: 2, pace: 5000 }), async ({ url }) => {
  const page = await open(browser, `${url}/ops`);
  await page.state('live');
  await live(page);
  for (const id of ['users', 'queue', 'running', 'cache', 'db', 'failures', 'pool', 'providers', 'stores', 'scale']) assert.ok(await page.t(`ops-${id}`).count() > 0, id);
  assert.equal(await page.locator('tr[data-instance]').count(), 1);
  assert.equal(await page.locator('tr[data-provider="offline"]').count(), 1);
  await shows(page.t('ops-verdict'), 'Everything works.');
  await shows(tile(page, 'users'), /^1$/);

  const user = await open(browser, url);
  await user.link('live');
  await submit(user, 'A workshop for old bicycles with a waiting list');
  await user.state('running');
  await shows(tile(page, 'users'), /^2$/);
  await shows(tile(page, 'running'), /^1 of 2$/);
  assert.equal(await page.locator('tr[data-instance] [role=meter]').getAttribute('aria-valuenow'), '1');
  await user.state('completed');
  await shows(page.t('ops-days').locator('td').nth(1), /^1$/);
  assert.doesNotMatch(await page.content(), /bicycles/, 'nothing of a user is told');
  page.quiet();
  user.quiet();
  await user.done();
  await page.done();
}));

test('sound in both themes and at every width, with something in every part', () => within(startService({ workers: 1, pace: 30000 }), async ({ url }) => {
  const user = await open(browser, url);
  await user.link('live');
  await submit(user, 'A stall for soup at the market');
  await user.state('completed');
  await user.done();
  const page = await open(browser, `${url}/ops`);
  await page.state('live');
  await page.locator('[data-chart=load] svg[role=img]').waitFor({ timeout: 20_000 });
  await page.locator('[data-chart=load] summary').click();
  await sound(page, 'ops');
  page.quiet();
  await page.done();
}));

test('who has the admin token signs in, and out', () => within(startService({ flags: ['--admin-token', TOKEN] }), async ({ url }) => {
  const page = await open(browser, `${url}/ops`, { allow: NETWORK });
  await page.state('signed-out');
  await sound(page, 'sign in');
  await page.fill('#token', 'not the token');
  await page.keyboard.press('Enter');
  await page.getByText('This is not the admin token.').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'token', 'focus stays where the mistake is');
  await page.fill('#token', TOKEN);
  await page.keyboard.press('Enter');
  await page.state('live');
  await live(page);
  assert.doesNotMatch(await page.evaluate(() => document.cookie + JSON.stringify({ ...localStorage, ...sessionStorage })), /token for these tests|planspark_ops/, 'no script can read it');
  await page.reload();
  await page.state('live');
  await page.t('sign-out').click();
  await page.state('signed-out');
  await page.reload();
  await page.state('signed-out');
  page.quiet();
  await page.done();
}));

test('workers, stopping a plan, draining: asked first, recorded, seen at once', () => within(startService({ workers: 1, pace: 300 }), async ({ url }) => {
  const user = await open(browser, url);
  await user.link('live');
  await submit(user, 'A plan that an operator will stop');
  await user.state('running');
  const id = new URL(user.url()).pathname.slice(3);

  const page = await open(browser, `${url}/ops`, { allow: NETWORK });
  await page.state('live');
  await live(page);
  await page.getByRole('button', { name: /One worker more/ }).click();
  await shows(page.locator('tr[data-instance] .num'), '1 of 2');
  await shows(page.t('ops-audit').locator('tr'), 'Changed workers');

  await page.fill('#stop-id', 'no id');
  await page.getByRole('button', { name: 'Stop it' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stop it' }).click();
  await shows(page.t('ops-cancel').locator('.err'), 'There is no such generation');
  await page.fill('#stop-id', id);
  await page.getByRole('button', { name: 'Stop it' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click();
  assert.equal(await user.getAttribute('main', 'data-state'), 'running', 'a question that was answered with no');
  await page.getByRole('button', { name: 'Stop it' }).click();
  await sound(page, 'a question');
  await page.getByRole('dialog').getByRole('button', { name: 'Stop it' }).click();
  await user.state('cancelled');
  await shows(page.t('ops-audit').locator('tr'), 'Stopped a plan');

  await page.getByRole('button', { name: /^Drain/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Drain it' }).click();
  await shows(page.locator('tr[data-instance] .state'), 'Draining');
  await user.done();
  await page.done();
}));

test('without a WebSocket it asks every 5 s; a cut shows, and heals', () => within(startService(), async ({ url, proxy }) => {
  const deaf = await open(browser, `${url}/ops`, { init: () => { delete globalThis.WebSocket; } });
  await deaf.state('live');
  await shows(deaf.t('link-state'), 'Live, every 5 s');
  deaf.quiet();
  await deaf.done();

  const page = await open(browser, `${url}/ops`, { allow: NETWORK });
  await live(page);
  proxy.block();
  await shows(page.t('link-state'), 'Reconnecting…');
  proxy.unblock();
  await live(page);
  await page.getByRole('button', { name: '24 h' }).click();
  await page.locator('.seg [aria-pressed=true]', { hasText: '24 h' }).waitFor();
  await page.done();
}));
