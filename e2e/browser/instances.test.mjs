// Several instances behind a load balancer: one goes, killed or drained, and who reads hardly notices.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { NETWORK, launch, open, submit, texts, within } from './browser.mjs';
import { soon } from './deadline.mjs';
import { startCluster } from './service.mjs';
import { startWriter } from './writer.mjs';

const ask = async url => (await fetch(url, { signal: AbortSignal.timeout(10_000) })).json();
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Notes with which instances a page is connected, and how its link is shown. Runs in the page. */
function notes() {
  Object.assign(globalThis, { instances: [], links: [] });
  const Socket = globalThis.WebSocket;
  globalThis.WebSocket = class extends Socket {
    constructor(...how) {
      super(...how);
      this.addEventListener('message', ({ data }) => { const { type, instance } = JSON.parse(data); if (type === 'hello') globalThis.instances.push(instance); });
    }
  };
  addEventListener('DOMContentLoaded', () => {
    const state = document.querySelector('[data-testid=link-state]');
    new MutationObserver(() => { if (globalThis.links.at(-1) !== state.dataset.link) globalThis.links.push(state.dataset.link); }).observe(state, { attributes: true });
  });
}

const connected = page => page.evaluate(() => globalThis.instances.at(-1));

/** A plan that is being written: two sections are finished, others under way. */
async function reading(page, writer, idea) {
  writer.hold(2);
  await submit(page, idea);
  await page.state('running');
  await page.waitForFunction(() => document.querySelectorAll('[data-section][data-complete]').length === 2);
  return texts(page);
}

/** It comes to its end, and what the page shows is the plan, text by text. */
async function whole(page, before) {
  await page.state('completed');
  await page.t('proof').waitFor();
  assert.equal(await page.locator('[role=alert]:visible').count(), 0);
  const shown = await texts(page);
  assert.ok(Object.entries(before).filter(([slug, text]) => text && shown[slug] === text).length >= 2, 'finished sections stay as they were');
  const cold = await page.context().newPage();
  await cold.goto(page.url());
  await cold.locator('[data-testid=proof]').waitFor();
  assert.deepEqual(await texts(cold), shown, 'who comes later reads the same');
  await cold.close();
}

test('an instance is killed, another is drained: the plan that is read goes on by itself, every text once', async () => {
  const writer = await startWriter();
  const flags = ['--market-data', 'snapshot', '--lease', '2s', '--drain-timeout', '6s', ...writer.flags];
  const starting = startCluster(flags).catch(error => { writer.close(); throw error; });
  await within(starting.then(cluster => ({ ...cluster, async stop() { await cluster.stop(); writer.close(); } })), async ({ url, instances, said }) => {
    const page = await open(browser, url, { allow: NETWORK, init: notes });
    await page.link('live');
    const of = await Promise.all(instances.map(async ({ url, pid }) => ({ pid, id: (await ask(`${url}/v1/ops`)).instance })));

    let before = await reading(page, writer, 'A ferry that is a cinema on the way back');
    const at = await connected(page);
    const killed = of.find(({ id }) => id === at) ?? assert.fail('which instance it is connected with');
    process.kill(killed.pid, 'SIGKILL');
    writer.release();
    await whole(page, before);
    assert.notEqual(await connected(page), killed.id);

    await soon('the killed instance runs again', (async () => { while (!said().includes('runs again')) await new Promise(resolve => { setTimeout(resolve, 50); }); })());
    await page.click('a[data-nav=new]');
    before = await reading(page, writer, 'A cinema that is a ferry on the way out');
    await page.evaluate(() => { globalThis.links = []; });
    const drained = await connected(page);
    process.kill(of.find(({ id }) => id === drained)?.pid ?? Number(/as process (\d+)/.exec(said())[1]), 'SIGTERM');
    await page.waitForFunction(left => globalThis.instances.at(-1) !== left, drained);
    writer.release();
    await whole(page, before);
    assert.deepEqual(await page.evaluate(() => globalThis.links.filter(link => link !== 'live')), [], 'who is asked to go elsewhere shows nothing of it');
    page.quiet();
    await page.done();
  });
});
