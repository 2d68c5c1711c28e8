// Without a mouse (ui.md §6): from the first Tab to a finished, exported plan, always seeing where one is.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open, within } from './browser.mjs';
import { written } from './service.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** What has the focus: its name, whether it is seen with a ring, and whether something lies over it. */
const focus = page => page.evaluate(() => {
  const at = document.activeElement;
  const { left, top, width, height } = at.getBoundingClientRect();
  const over = document.elementFromPoint(left + Math.min(width / 2, 20), top + height / 2);
  const style = getComputedStyle(at);
  return { id: at.id, test: at.dataset.testid ?? '', tag: at.localName, text: at.textContent.trim().slice(0, 40), ring: parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== 'none', seen: Boolean(over && (at.contains(over) || over.contains(at))), small: Math.min(width, height) < 24 && getComputedStyle(at).display !== 'inline' };
});

/** Presses Tab until something has the focus; everything on the way must be seen, have a ring and be large enough. */
async function tabTo(page, wanted, most = 60) {
  for (let n = 0; n < most; n++) {
    await page.keyboard.press('Tab');
    const at = await focus(page);
    assert.ok(at.ring && at.seen && !at.small, `not to be seen: ${JSON.stringify(at)}`);
    if (wanted(at)) return;
  }
  assert.fail('it was never reached');
}

test('a plan is made, stopped, made again and exported with the keyboard alone', () => within(written(), async ({ url, writer }) => {
  const page = await open(browser, url);
  await page.link('live');
  await page.t('example').locator('svg[role=img]').waitFor();
  await page.keyboard.press('Tab');
  assert.equal((await focus(page)).text, 'Skip to content');
  await page.keyboard.press('Enter');
  await tabTo(page, at => at.id === 'idea', 3);
  await page.keyboard.type('A neighbourhood cafe with home-made cakes');
  await tabTo(page, at => at.id === 'budget');
  await page.keyboard.type('60000');
  await tabTo(page, at => at.test === 'submit');
  await page.keyboard.press('Shift+Tab');
  writer.hold(1);
  await page.keyboard.press('Control+Enter');
  await page.state('running');
  await page.locator('[data-section] .text p').first().waitFor();
  await tabTo(page, at => at.test === 'cancel');
  await page.keyboard.press('Space');
  await page.state('cancelled');
  await tabTo(page, at => at.test === 'again');
  writer.release();
  await page.keyboard.press('Enter');
  await page.state('new');
  await tabTo(page, at => at.test === 'submit');
  await page.keyboard.press('Enter');
  await page.state('completed');
  await page.t('proof').waitFor();
  await tabTo(page, at => at.tag === 'summary' && /Export/.test(at.text));
  await page.keyboard.press('Enter');
  await tabTo(page, at => /^Markdown/.test(at.text), 6);
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  assert.match(download.suggestedFilename(), /\.md$/);
  for (const how of ['a choice', 'Escape']) {
    assert.equal(await page.t('export').getAttribute('open'), null);
    assert.match((await focus(page)).text, /^Export/, `${how} leads back to the button`);
    if (how === 'Escape') break;
    await page.keyboard.press('Enter');
    await tabTo(page, at => /^PDF/.test(at.text), 2);
    await page.keyboard.press('Escape');
  }
  page.quiet();
  await page.done();
}));
