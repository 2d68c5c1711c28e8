// What a reader feels (ui.md §7): nothing jumps, text is painted at once. Times are told; only what does not depend on
// the machine is held: how much moves, and how many frames text waits for.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open, submit, within } from './browser.mjs';
import { written } from './service.mjs';
import { measure, vitals } from './vitals.mjs';

const SHIFT = 0.02;
// Text waits for the next painting, 100 ms at the most, and is there a frame later: a fraction of this.
const FRAMES = 20;
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

for (const width of [1280, 390]) {
  test(`${width} px: nothing jumps when the page opens, while a plan is written, and when it is read later; text waits for no more than a few frames`, context => within(written(), async ({ url, writer }) => {
    const still = ({ shift, shifts }, when) => assert.ok(shift <= SHIFT, `${when}: ${shift} moved, of it ${JSON.stringify(shifts.slice(0, 5))}`);
    const page = await open(browser, url, { width, init: measure });
    await page.link('live');
    await page.t('usage').getByText('places').waitFor();
    const first = await vitals(page);
    still(first, 'first view');
    Object.assign(writer.levers, { pace: 4, chunk: 16 });
    await page.fill('#idea', 'A library of tools that a street shares');
    await page.locator('[data-testid=quote][data-outcome=start]').waitFor();
    await vitals(page); // what follows from typing is no jump
    await page.t('submit').click();
    await page.state('running');
    await page.locator('[data-section][data-complete]').first().waitFor();
    for (let i = 0; i < 4; i++) await page.click('#theme');
    await page.state('completed');
    const writing = await vitals(page);
    still(writing, 'while it is written');
    assert.ok(writing.text?.frames <= FRAMES, `the first text was painted ${writing.text?.frames} frames after it came`);
    await page.t('edit-assumptions').waitFor();
    await page.reload();
    await page.t('proof').waitFor();
    const later = await vitals(page);
    still(later, 'read later');
    context.diagnostic(JSON.stringify({ largest_paint_ms: [first.largest, later.largest], first_text_ms: writing.text.after, frames: writing.text.frames, slowest_answer_ms: writing.slowest, long_tasks: writing.tasks.length, longest_ms: writing.longest, shifts: [first, writing, later].map(({ shift }) => Number(shift.toFixed(4))) }));
    page.quiet();
    await page.done();
  }));
}
