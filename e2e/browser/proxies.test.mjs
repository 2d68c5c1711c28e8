// What stands between a browser and the service (ui.md §8.8): upgrades refused or swallowed, streams held back, processes that die.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { barKeptItsWord, watchBar } from './bar.mjs';
import { NETWORK, launch, open, submit, texts, within } from './browser.mjs';
import { startGateway, startInstance, startProxy, written } from './service.mjs';
import { startWriter } from './writer.mjs';

const IDEA = 'A ferry that is a cinema on the way back';
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

for (const [name, faults, transport] of [
  ['refuses upgrades', { upgrade: 'refuse' }, 'sse'],
  ['swallows upgrades and holds streams back', { upgrade: 'swallow', buffer: true }, 'poll'],
]) {
  test(`a proxy that ${name}: ${transport} carries the plan, text by text`, () => within(written(), ({ url: direct, writer }) => within(startGateway(direct, faults), async ({ url }) => {
    const page = await open(browser, url, { allow: NETWORK });
    await page.state('new');
    writer.hold(2);
    await submit(page, IDEA);
    await page.state('running');
    await page.waitForFunction(() => document.querySelectorAll('[data-section][data-complete]').length === 2);
    await page.waitForFunction(wanted => document.documentElement.dataset.transport === wanted, transport);
    assert.match(await page.t('link-state').textContent(), /Live, slower path/);
    writer.release();
    await page.state('completed');
    await page.t('proof').waitFor();
    page.quiet();
    await page.done();
  })));
}

test('a process that is killed while its plan is read: another goes on, the bar never back, and the page shows every text once', async () => {
  const writer = await startWriter();
  const data = await mkdtemp(join(tmpdir(), 'planspark-killed-'));
  const flags = ['--data-dir', data, '--lease', '1s', ...writer.flags];
  let instance = await startInstance(flags);
  const proxy = await startProxy(Number(new URL(instance.url).port));
  const stop = async () => { proxy.close(); await instance.stop(); writer.close(); await rm(data, { recursive: true, force: true }); };
  await within({ stop, said: () => instance.said() }, async () => {
    const page = await open(browser, proxy.url, { allow: NETWORK });
    await page.link('live');
    writer.hold(3);
    await watchBar(page);
    await submit(page, IDEA);
    await page.state('running');
    await page.waitForFunction(() => document.querySelectorAll('[data-section][data-complete]').length === 3);
    const before = await texts(page);
    instance.child.kill('SIGKILL');
    instance = await startInstance(flags);
    proxy.turn(Number(new URL(instance.url).port));
    writer.release();
    await page.state('completed');
    await page.t('proof').waitFor();
    await barKeptItsWord(page);
    assert.equal(await page.locator('[role=alert]:visible').count(), 0);
    const shown = await texts(page);
    const kept = Object.entries(before).filter(([slug, text]) => shown[slug] === text);
    assert.ok(kept.length >= 3, 'finished sections stay as they were');
    await page.reload();
    await page.state('completed');
    assert.deepEqual(await texts(page), shown);
    page.quiet();
    await page.done();
  });
});
