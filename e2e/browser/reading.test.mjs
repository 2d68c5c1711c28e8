// Reading while it is written (ui.md §5 and §8.9): the reader owns the scroll position, and fast text costs little.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open, submit, texts, within } from './browser.mjs';
import { soon } from './deadline.mjs';
import { written } from './service.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Where the end of the first unfinished section is, from the top of the window. */
const writingAt = page => page.evaluate(() => document.querySelector('[data-section]:not([data-complete], .later)')?.getBoundingClientRect().bottom ?? 0);

/** The page as it is painted. */
const settled = page => page.evaluate(() => new Promise(resolve => { requestAnimationFrame(() => requestAnimationFrame(resolve)); }));

test('the writing is followed until the reader goes elsewhere; then nothing moves under the reader', () => within(written(), async ({ url, writer }) => {
  const page = await open(browser, url);
  await page.link('live');
  writer.levers.repeat = 4;
  writer.hold(4);
  await submit(page, 'A workshop where neighbours repair their bicycles');
  await page.state('running');
  await page.waitForFunction(() => document.querySelectorAll('[data-section][data-complete]').length === 4 && document.querySelectorAll('[data-section]:not([data-complete], .later) .text p').length > 2);
  await page.waitForFunction(() => scrollY > 0);
  const end = await writingAt(page);
  assert.ok(end > 0 && end <= 900, `the writing is at ${end}, out of the window`);
  assert.equal(await page.t('follow').isVisible(), false);

  await page.mouse.move(600, 500);
  await page.mouse.wheel(0, -300);
  await page.t('follow').waitFor();
  // The reader is amidst the last section, while those above it grow.
  await page.setViewportSize({ width: 1280, height: 400 });
  const top = await page.evaluate(() => [...document.querySelectorAll('[data-section]:not([data-complete], .later)')].at(-1).getBoundingClientRect().top);
  await page.mouse.wheel(0, top + 60);
  const looked = await page.waitForFunction(() => {
    const section = [...document.querySelectorAll('[data-section]:not([data-complete], .later)')].at(-1);
    const { top, bottom } = section.getBoundingClientRect();
    return top < 0 && top > -120 && bottom > innerHeight && section;
  });
  await settled(page);
  const stood = await looked.evaluate(section => section.getBoundingClientRect().top);
  const [before, growing] = await page.evaluate(() => [document.documentElement.scrollHeight, document.querySelectorAll('[data-section]:not([data-complete], .later)').length]);
  assert.ok(growing > 1);
  writer.release();
  writer.hold();
  const moved = await soon('the page grows', looked.evaluate((section, [stood, enough]) => new Promise(resolve => {
    let most = 0;
    const look = () => {
      most = Math.max(most, Math.abs(section.getBoundingClientRect().top - stood));
      if (document.documentElement.scrollHeight > enough) resolve(most);
      else requestAnimationFrame(look);
    };
    look();
  }), [stood, before + 1_500]));
  assert.ok(moved <= 1, `what is read moved by ${moved}`);

  await page.setViewportSize({ width: 1280, height: 900 });
  await page.t('follow').click();
  await page.t('follow').waitFor({ state: 'hidden' });
  const now = await writingAt(page);
  assert.ok(now > 0 && now <= 900, `after Follow the writing is at ${now}`);
  await page.keyboard.press('PageUp');
  await page.t('follow').waitFor();
  const [place, height] = await page.evaluate(() => [scrollY, document.documentElement.scrollHeight]);
  writer.levers.pace = 0;
  writer.release();
  await page.state('completed');
  assert.ok(Math.abs(await page.evaluate(() => scrollY) - place) < height, 'the page is where it was, not at its end');
  page.quiet();
  await page.done();
}));

test('ten thousand pieces of text are painted ten times a second, and only where they end', context => within(written(), async ({ url, writer }) => {
  const page = await open(browser, url, { init: () => {
    window.longest = 0;
    new PerformanceObserver(list => { for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration); }).observe({ type: 'longtask', buffered: true });
    window.paints = [];
    window.blocks = 0;
    window.cut = 0;
    new MutationObserver(changes => {
      const added = changes.flatMap(({ addedNodes, target }) => target instanceof Element && target.matches('[data-section] > .text') ? [...addedNodes] : []);
      if (added.length) window.paints.push(performance.now());
      window.blocks += added.length;
    }).observe(document, { subtree: true, childList: true });
  } });
  await page.link('live');
  Object.assign(writer.levers, { pace: 1, chunk: 3, repeat: 2 });
  await submit(page, 'A library of tools that a street shares');
  const paragraph = page.locator('[data-section][data-complete] .text > p').first();
  await paragraph.waitFor();
  const selected = await paragraph.evaluate(element => {
    getSelection().selectAllChildren(element);
    return getSelection().toString();
  });
  await page.state('completed');
  await page.t('proof').waitFor();
  assert.ok(selected.length > 20 && await page.evaluate(() => getSelection().toString()) === selected, 'what the reader selected stays selected');
  const { paints, blocks, standing, longest } = await page.evaluate(() => ({ paints: window.paints, blocks: window.blocks, longest: window.longest, standing: document.querySelectorAll('[data-section] > .text > *').length }));
  const pieces = Object.values(await texts(page)).join('').length / 3;
  assert.ok(pieces > 10_000, `${pieces} pieces`);
  // State changes are painted at once: a start, fifteen sections' stages and an end.
  const most = (paints.at(-1) - paints[0]) / 100 + 20;
  assert.ok(paints.length <= most, `${paints.length} paints in ${Math.round(paints.at(-1) - paints[0])} ms`);
  // Of each section only the block at its end is made anew, and none for the finished plan: its document is the one that was written.
  assert.ok(blocks <= standing + 3 * paints.length, `${blocks} blocks were made for the ${standing} that stand`);
  context.diagnostic(`longest task ${longest} ms`);
  page.quiet();
  await page.done();
}));
