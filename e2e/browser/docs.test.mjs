// The page of the published specifications, against the real service.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open, sound, within } from './browser.mjs';
import { startService } from './service.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

test('every address, message and type is there, found by the keyboard, sound in both themes', () => within(startService({}), async ({ url }) => {
  const page = await open(browser, `${url}/docs`);
  await page.state('shown');
  const [http, socket] = await Promise.all(['openapi', 'asyncapi'].map(async name => (await fetch(`${url}/${name}.json`)).json()));
  const operations = Object.values(http.paths).flatMap(item => Object.values(item)).filter(operation => operation.operationId);
  const wanted = [
    ...operations.map(o => o.operationId), ...Object.keys(socket.components.messages).map(name => `message-${name}`),
    ...Object.keys({ ...http.components.schemas, ...socket.components.schemas }).map(name => `type-${name}`),
  ];
  const missing = await page.evaluate(ids => ids.filter(id => !document.getElementById(id)), wanted);
  assert.deepEqual(missing, []);
  const dead = await page.evaluate(() => [...document.querySelectorAll('a[href^="#"]')].map(a => a.getAttribute('href')).filter(href => !document.getElementById(href.slice(1))));
  assert.deepEqual(dead, [], 'every link of the page leads somewhere');

  await page.focus('#find');
  await page.keyboard.type('quote');
  assert.ok(await page.locator('#contents li:visible').count() < 4);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.hash === '#quote');
  assert.ok(await page.locator('#quote h3').isVisible());
  await page.fill('#find', 'nothing of that name');
  await page.getByText('Nothing has this in its name.').waitFor();
  await page.fill('#find', '');
  // The page repeats itself 170 times: three of each chapter tell axe as much, in a tenth of the time.
  await page.evaluate(() => { for (const more of document.querySelectorAll('.op:nth-of-type(n + 4)')) more.remove(); });
  await sound(page, 'docs');
  page.quiet();
  await page.done();

  const deep = await open(browser, `${url}/docs#type-Snapshot`);
  await deep.state('shown');
  await deep.waitForFunction(() => Math.abs(document.getElementById('type-Snapshot').getBoundingClientRect().top) < innerHeight / 2);
  await deep.done();
}));
