// A plan while it is written and where it ends, with the words of ui.md §4: sound in both themes and at every width.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { another, idOf, launch, open, says, sound, submit, within } from './browser.mjs';
import { written } from './service.mjs';

const CAFE = 'A neighbourhood cafe with home-made cakes';
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

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
  await tab.evaluate(() => { const { now } = Date; Date.now = () => now() + 12_000; }); // nobody waits here for what a clock says
  await says(tab.t('stage'), /The writer is thinking; last text \d+ (?:s|min) ago\./);
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
  await says(page.t('provenance'), /Complete.*made in .*text by Groq.*market data: bundled snapshot/);
  await sound(page, 'done', { whole: true });
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

test('a plan that cannot be finished says why and keeps what there is', () => within(written({ flags: ['--generation-timeout', '6s'] }), async ({ url, writer, child }) => {
  const page = await open(browser, url);
  await page.link('live');
  writer.hold(2);
  // A machine that is taken away for longer than the plan had, when two sections are finished and three under way.
  // The model says when: a page may hear of it so late that the built-in planner has taken over already.
  const away = writer.asks(5).then(() => child.kill('SIGSTOP')).then(() => new Promise(resolve => { setTimeout(resolve, 6_000); }));
  await submit(page, CAFE);
  await away;
  child.kill('SIGCONT');
  await page.state('failed');
  // Two, and what the built-in planner could still write between the one deadline that it woke up behind and the other.
  const WHY = /The plan could not be finished\.\s*It took too long\. The (\d+) finished sections below are kept\./;
  await says(page.t('failure'), WHY);
  const [, kept] = WHY.exec(await page.t('failure').innerText());
  assert.ok(Number(kept) >= 2, kept);
  assert.equal(await page.locator('[data-section][data-complete]').count(), Number(kept));
  await page.t('retry').waitFor();
  await sound(page, 'failed');
  writer.release();
  await page.t('retry').click();
  await page.state('completed');
  page.quiet();
  await page.done();
}));
