// From the form to the finished plan, and what can be done with it (ui.md §8, 1–5, 12).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { barKeptItsWord, watchBar } from './bar.mjs';
import { idOf, launch, open, sound, submit, texts, within } from './browser.mjs';
import { startService } from './service.mjs';

const IDEA = 'A neighbourhood cafe in Lisbon with specialty coffee and home-made cakes';
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const snapshot = (page, id) => page.evaluate(at => fetch(`/v1/generations/${at}`).then(r => r.json()), id);

test('form to finished plan: no reload, figures first, progress that never falls, proof, exports', () => within(startService({ pace: 8000 }), async ({ url }) => {
  const page = await open(browser, url);
  await page.state('new');
  await page.link('live');
  assert.equal(await page.getAttribute('html', 'data-transport'), 'ws');
  for (const name of ['idea', 'location', 'budget', 'currency', 'timeline_months', 'business_type', 'personalization', 'locale', 'priority']) assert.equal(await page.locator(`[data-testid=plan-form] [name=${name}]`).count(), 1, name);
  await page.evaluate(() => { window.here = true; });
  await watchBar(page);
  await submit(page, IDEA, { location: 'Lisbon, Portugal', budget: '60,000' });
  await page.waitForURL(/\/g\/[^/]+$/);
  await page.state('running', 'completed');
  await page.t('early-figures').locator('dd').first().waitFor({ timeout: 20_000 });
  assert.ok(await page.evaluate(() => document.querySelector('main').dataset.state === 'running' || !document.querySelector('[data-testid=document] [data-section][data-complete]')), 'figures came behind the text');
  await page.state('completed');
  await page.t('proof').waitFor();
  const id = idOf(page);
  assert.equal(await page.getAttribute('main', 'data-generation'), id);
  assert.match(await page.getAttribute('main', 'data-cursor'), /^\d+-\d+$/);
  await barKeptItsWord(page);
  assert.equal(await page.evaluate(() => window.here), true, 'the page was loaded anew');

  const held = await snapshot(page, id);
  const shown = await texts(page);
  assert.deepEqual(Object.keys(shown), held.sections.map(section => section.section));
  assert.equal(await page.locator('[data-testid=document] [role=img]').count(), 4);
  assert.ok(await page.t('toc').locator('a').count() >= held.sections.length);
  assert.ok(await page.t('key-figures').locator('dt').count() >= 4);
  await page.t('assumptions').locator('tbody tr').first().waitFor();
  await page.t('export').locator('summary').click();
  for (const link of await page.t('export').locator('a').all()) {
    const status = await page.evaluate(href => fetch(href).then(r => r.status), await link.getAttribute('href'));
    assert.equal(status, 200, await link.getAttribute('data-format'));
  }
  await page.keyboard.press('Escape');
  assert.equal(await page.t('export').getAttribute('open'), null);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.t('toolbar').isVisible(), false);
  await page.emulateMedia({ media: 'screen' });
  await page.reload();
  await page.state('completed');
  assert.deepEqual(await texts(page), shown, 'a reload shows the same text');
  await page.click('a[data-nav=plans]');
  await page.locator(`[data-testid=plan-list] li[data-state=completed][data-generation="${id}"]`).waitFor();
  page.quiet();
  await page.done();
}));

test('assumptions: changed by keyboard, refused by field, compared, and every revision stays', () => within(startService(), async ({ url }) => {
  const page = await open(browser, url, { allow: /status of 422/ });
  await page.link('live');
  await submit(page, IDEA, { location: 'Lisbon, Portugal', budget: '60,000' });
  await page.state('completed');
  await page.t('edit-assumptions').waitFor();
  assert.equal(await page.t('revisions').isVisible(), false, 'no picker before there is a second revision');
  const before = await texts(page);
  const figures = await page.t('key-figures').textContent();

  await page.t('edit-assumptions').focus();
  await page.keyboard.press('Enter');
  const price = page.locator('#a-price');
  await price.waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'INPUT', 'the first field has the focus');
  await sound(page, 'editing', { of: '.assumptions' });
  await price.fill('a lot');
  await page.keyboard.press('Enter');
  await page.t('assumptions-error').getByText('1 value needs a change.').waitFor();
  assert.equal(await price.getAttribute('aria-invalid'), 'true');
  assert.match(await page.locator('#ar-price').textContent(), /A number from 0.42 to 100/);
  await price.fill('5.50');
  await page.locator('#a-capacity').fill('10');
  await page.keyboard.press('Enter');
  await page.t('assumptions-error').getByText('This does not hold together yet.').waitFor();
  assert.match(await page.locator('#ar-capacity').textContent(), /cannot hold together with/);
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.testid), 'edit-assumptions', 'Escape leaves the form');

  await page.keyboard.press('Enter');
  await price.fill('5,50');
  await page.keyboard.press('Enter');
  await page.t('revisions').waitFor();
  await page.waitForFunction(() => document.activeElement.id === 'rev-h');
  assert.match(await page.t('comparison').textContent(), /Price per customer.*€4\.25.*€5\.50/);
  await sound(page, 'revision');
  const lines = await page.$$eval('.charts path[class^="l-"]', all => all.map(path => ({ name: path.getAttribute('class'), fill: getComputedStyle(path).fill, stroke: getComputedStyle(path).stroke })));
  assert.ok(lines.filter(({ name }) => name === 'l-case').length === 2, 'the worse and the better case have a line each');
  for (const { name, fill, stroke } of lines) assert.ok(fill === 'none' && stroke !== 'none', `${name} is a line: fill ${fill}, stroke ${stroke}`);
  const headings = await page.$$eval('.charts .chart[id] figcaption b', all => all.map(each => each.textContent));
  assert.deepEqual((await page.t('toc').locator('ol ol a').allTextContents()).slice(0, 4), headings, 'the contents are those of the revision');
  const after = await texts(page);
  assert.match(after.offer, /€5\.50/);
  assert.notEqual(await page.t('key-figures').textContent(), figures);
  assert.equal(await page.t('proof').count(), 0, 'the proof is that of the first revision');
  for (const link of await page.t('export').locator('a').all()) assert.match(await link.getAttribute('href'), /revision=2$/);
  await page.reload();
  await page.state('completed');
  await page.t('revisions').waitFor();
  assert.deepEqual(await texts(page), after, 'the latest revision opens');
  await page.selectOption('[data-testid=revision]', '1');
  await page.t('proof').waitFor();
  assert.deepEqual(await texts(page), before, 'the first one is what it was');
  page.quiet();
  await page.done();
}));
