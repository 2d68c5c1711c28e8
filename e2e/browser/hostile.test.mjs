// What users and models may write: it stays text, breaks no layout, runs nowhere, and leads nowhere that it should not.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open, submit, within } from './browser.mjs';
import { written } from './service.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const IDEA = `<script>document.title='taken'</script><img src=x onerror=document.title='taken'> **a bakery** \u202Eevil\u202C a\u200Bb\u200Bc [x](javascript:alert(1)) ${'\u{1F9C1}'.repeat(1_500)} ${'unbroken'.repeat(30)}`;
const BODY = `<script>document.title='taken'</script><img src=x onerror="document.title='taken'"><iframe src="javascript:parent.document.title='taken'"></iframe>

[Click](javascript:document.title='taken') ![picture](https://example.org/spy.png) [data](data:text/html,<script>1</script>) <a href="https://example.org" onclick="document.title='taken'">out</a> [good](https://example.org/good)

<form action="https://example.org"><input name="idea"><button>Send</button></form> <style>main{display:none}</style> <svg onload="document.title='taken'"><animate onbegin="document.title='taken'"/></svg>

\u202Eright to left\u202C and \u0627\u0644\u0639\u0631\u0628\u064A\u0629 with a\u200B\u200B\u200Bb ${'longer'.repeat(60)}

| ${Array.from({ length: 40 }, (_, i) => `Column ${i}`).join(' | ')} |
|${'---|'.repeat(40)}
${Array.from({ length: 30 }, (_, i) => `| ${Array.from({ length: 40 }, (_, j) => `<b onclick=x>${i * j}</b>`).join(' | ')} |`).join('\n')}

${'> '.repeat(60)}deep

${Array.from({ length: 40 }, (_, i) => `${'  '.repeat(i)}- level ${i}`).join('\n')}

`;

test('script, frames, forms, directions, huge tables and deep nesting are text in every state', () => within(written(), async ({ url, writer }) => {
  const page = await open(browser, url);
  await page.link('live');
  let asked = 0;
  await page.route(/example\.org/, route => { asked += 1; return route.abort(); });
  page.on('dialog', dialog => { asked += 1; return dialog.dismiss(); });
  writer.levers.body = BODY.repeat(2);
  writer.levers.chunk = 400;
  writer.hold();
  await submit(page, IDEA);
  await page.state('running');
  await page.locator('[data-section] .text table').first().waitFor();
  await inert(page);
  const text = page.locator('[data-section] .text').first();
  assert.match(await text.textContent(), /<script>document\.title='taken'<\/script>/, 'it is shown as what it is');
  assert.deepEqual(await page.$$eval('[data-section] .text a', all => [...new Set(all.map(a => `${a.getAttribute('href')} ${a.rel}`))]), ['https://example.org/good noopener noreferrer']);
  assert.match(await page.locator('h1').textContent(), /<script>/);
  writer.levers.body = '';
  await page.t('cancel').click();
  await page.state('cancelled');
  await inert(page);
  writer.release();

  await page.t('again').click();
  await page.state('new');
  const kept = await page.inputValue('#idea');
  assert.equal(kept, IDEA, `differs at ${[...IDEA].findIndex((c, i) => c !== [...kept][i])} of ${[...IDEA].length}, ${[...kept].length}`);
  await page.t('submit').click();
  await page.state('completed');
  await page.t('proof').waitFor();
  await inert(page);
  await page.click('a[data-nav=plans]');
  await page.t('plan-list').locator('li').first().waitFor();
  await inert(page);
  assert.equal(asked, 0, 'nothing was loaded or asked on behalf of a text');
  page.quiet();
  await page.done();
}));

/** Nothing of a text acts, and at no width does the page scroll sideways. */
async function inert(page) {
  assert.doesNotMatch(await page.title(), /^taken/);
  assert.equal(await page.locator('main :is(script, style, iframe, object, embed, img, input[name=idea] ~ button, [onclick], [onerror], [onload])').count(), 0);
  for (const width of [320, 390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(wide <= room, `${wide} px wide in ${room}`);
  }
}
