// What a user may do with all that is theirs, against the real service.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { launch, open, sound, submit } from './browser.mjs';
import { startService } from './service.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

test('everything can be downloaded and deleted', async () => {
  const service = await startService({ workers: 1 });
  try {
    const page = await open(browser, service.url);
    await page.link('live');
    assert.equal(await page.t('yours').isVisible(), false, 'without a plan there is nothing to take along');
    await submit(page, 'A lighthouse made of marzipan');
    await page.state('completed');
    await page.goto(`${service.url}/#plans`);
    await page.t('plan-list').locator('li').waitFor();
    await sound(page, 'own');

    const [download] = await Promise.all([page.waitForEvent('download'), page.t('take-out').click()]);
    assert.match(download.suggestedFilename(), /^planspark-\d{4}-\d\d-\d\d\.json$/);
    const file = JSON.parse(await readFile(await download.path(), 'utf8'));
    assert.equal(file.generations.length, 1);
    assert.match(file.generations[0].request.idea, /marzipan/);
    assert.ok(file.generations[0].plan.sections.length > 10);

    const dialog = page.locator('dialog.ask');
    await page.t('erase-all').click();
    await dialog.getByText('Keep my plans').click();
    assert.equal(await page.t('plan-list').locator('li').count(), 1);
    await page.t('erase-all').click();
    await sound(page, 'erase');
    await Promise.all([page.waitForEvent('load'), dialog.locator('button[value=yes]').click()]);
    await page.locator('#plans .none').waitFor();
    assert.equal(await page.t('plan-list').locator('li').count(), 0);
    assert.doesNotMatch(await page.content(), /marzipan/);
    page.quiet();
    await page.done();
  } finally {
    await service.stop();
  }
});
