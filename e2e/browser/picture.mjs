// Takes the README's picture: a plan at half of its way, written by the built-in planner at a pace that one can follow.
import { launch, open, submit, within } from './browser.mjs';
import { startService } from './service.mjs';

const browser = await launch();
await within(startService({ pace: 1_500 }), async ({ url }) => {
  const page = await open(browser, url);
  await page.link('live');
  await submit(page, 'A neighbourhood cafe in Lisbon with specialty coffee and home-made cakes', { location: 'Lisbon, Portugal', budget: '60,000' });
  await page.waitForFunction(() => Number(document.querySelector('[data-testid=progress]')?.getAttribute('aria-valuenow')) >= 52 && /\d/.test(document.querySelector('[data-testid=eta]')?.textContent ?? ''), undefined, { timeout: 120_000 });
  await page.screenshot({ path: process.argv[2] });
});
await browser.close();
