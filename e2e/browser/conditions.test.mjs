// Fingers, forced colours, a page at 400 %, and no motion (ui.md §5 and §6).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { another, launch, submit, within } from './browser.mjs';
import { written } from './service.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Controls that a finger does not hit; links within a text are as large as the text. */
const small = page => page.$$eval('a, button, summary, input:not([type=checkbox]), select, textarea, label.check', all => all
  .filter(each => each.checkVisibility() && !each.closest('.skip, .text, .sheet h2, p'))
  .map(each => ({ what: each.outerHTML.slice(0, 120), height: each.getBoundingClientRect().height }))
  .filter(({ height }) => height < 44));

/** How a part of the progress bar is drawn, and what lies behind it. */
const drawn = page => page.evaluate(() => {
  const part = document.querySelector('[data-testid=progress] i[data-stage=market]');
  const { outlineStyle, outlineColor } = getComputedStyle(part);
  const { backgroundColor, transitionDuration } = getComputedStyle(part, '::after');
  return { outlineStyle, outlineColor, done: backgroundColor, moves: transitionDuration, ground: getComputedStyle(document.body).backgroundColor };
});

test('controls are large enough for fingers; progress and focus show in forced colours; at 400 % there is room to read; motion is left out', () => within(written(), async ({ url, writer }) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, locale: 'en-GB' });
  const page = await another(context);
  await page.goto(url);
  await page.link('live');
  await page.locator('details.more summary').tap();
  assert.deepEqual(await small(page), [], 'the form');
  writer.hold(3);
  await submit(page, 'A neighbourhood cafe with home-made cakes');
  await page.state('running');
  await page.locator('[data-section][data-complete]').nth(2).waitFor();
  await page.locator('.rail summary').tap();
  assert.deepEqual(await small(page), [], 'while it is written');

  assert.equal((await drawn(page)).moves, '0.32s');
  await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' });
  const bar = await drawn(page);
  assert.equal(bar.moves, '0s', 'motion');
  assert.ok(bar.outlineStyle === 'solid' && bar.outlineColor !== bar.ground, 'what is still to come is not to be seen');
  assert.notEqual(bar.done, bar.ground, 'what is done is not to be seen');
  await page.keyboard.press('Tab');
  const { outlineStyle, outlineWidth } = await page.evaluate(() => { const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement); return { outlineStyle, outlineWidth }; });
  assert.ok(outlineStyle === 'solid' && parseFloat(outlineWidth) >= 2, 'the focus is not to be seen');
  await page.emulateMedia({ forcedColors: 'none' });

  await page.setViewportSize({ width: 320, height: 256 });
  await page.locator('[data-section=company] .text').scrollIntoViewIfNeeded();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'it scrolls sideways');
  const kept = await page.evaluate(() => [...document.querySelectorAll('body *')].filter(each => /fixed|sticky/.test(getComputedStyle(each).position) && each.checkVisibility() && !each.closest('.skip, .follow')).map(each => each.className));
  assert.deepEqual(kept, [], 'these take room from reading');
  await page.setViewportSize({ width: 390, height: 844 });

  writer.release();
  await page.state('completed');
  await page.t('edit-assumptions').tap();
  assert.deepEqual(await small(page), [], 'done');
  page.quiet();
  await page.done();
}));
