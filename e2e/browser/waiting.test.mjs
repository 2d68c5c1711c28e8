// Waiting: place, line, draft and estimate, in the words of ui.md §4.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { NETWORK, another, idOf, launch, open, says, sound, submit, within } from './browser.mjs';
import { written } from './service.mjs';

const CAFE = 'A neighbourhood cafe with home-made cakes';
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Three finished plans: what an estimate needs. @param {import('playwright-core').Page} page */
const evidence = page => page.evaluate(async idea => {
  const ask = async (path, init) => (await fetch(path, init)).json();
  for (const n of [1, 2, 3]) {
    const { id } = await ask('/v1/generations', { method: 'POST', body: JSON.stringify({ idea: `${idea}, done before, number ${n}` }), headers: { 'Content-Type': 'application/json' } });
    while ((await ask(`/v1/generations/${id}`)).state !== 'completed') await new Promise(resolve => { setTimeout(resolve, 100); });
  }
}, CAFE);

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
