// A page that reads for long, measured: first text, long tasks, memory. By hand: task soak -- --minutes 60
//
// The thresholds are ui.md's, for a machine that has nothing else to do; it leaves with 1 when one is not kept.
import { parseArgs } from 'node:util';
import { launch, open, submit } from './browser.mjs';
import { written } from './service.mjs';
import { measure, vitals } from './vitals.mjs';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } });
const until = Date.now() + Number(values.minutes) * 60_000;
const FIRST_TEXT_MS = 300;
const GROWTH = 1.15;
// The first plans fill caches, compile code and fill the list of plans: memory is compared with what is held behind them.
const WARM = 25;

const browser = await launch(['--js-flags=--expose-gc']);
const service = await written({ flags: ['--daily-limit', '0', '--user-rate', '0', '--ip-rate', '0'] });
Object.assign(service.writer.levers, { pace: 2, chunk: 4, repeat: 2 });
const page = await open(browser, service.url, { init: measure });
await page.link('live');

const client = await page.context().newCDPSession(page);
const held = async () => {
  await client.send('HeapProfiler.collectGarbage');
  const [{ usedSize }, { nodes, jsEventListeners }] = [await client.send('Runtime.getHeapUsage'), await client.send('Memory.getDOMCounters')];
  return { heap: usedSize, nodes, listeners: jsEventListeners };
};
const broken = [];
let base;
for (let plan = 1; Date.now() < until || plan <= WARM + 1; plan++) {
  await submit(page, `A soak that reads plan number ${plan}`);
  await page.waitForFunction(() => document.querySelector('main').dataset.state === 'completed', undefined, { timeout: 300_000 });
  const { text: { after: first }, tasks, longest } = await vitals(page);
  await page.click('a[data-nav=new]');
  await page.state('new');
  const now = await held();
  if (plan === WARM) base = now;
  console.log(JSON.stringify({ plan, first_text_ms: first, long_tasks: tasks.length, longest_ms: longest, ...now }));
  if (first > FIRST_TEXT_MS) broken.push(`plan ${plan}: its first text was painted ${first} ms after it came`);
  for (const what of base ? ['heap', 'nodes', 'listeners'] : []) if (now[what] > base[what] * GROWTH) broken.push(`plan ${plan}: ${what} grew from ${base[what]} to ${now[what]}`);
}
await browser.close();
await service.stop();
for (const what of broken) console.error(what);
process.exitCode = broken.length ? 1 : 0;
