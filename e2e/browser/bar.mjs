// What the progress bar of a page says while it is looked at, and that it never goes back.
import assert from 'node:assert/strict';

/** Looks from now on. @param {import('playwright-core').Page} page */
export const watchBar = page => page.evaluate(() => {
  window.seen = [];
  setInterval(() => {
    const bar = document.querySelector('[data-testid=progress]');
    if (bar) window.seen.push({ value: Number(bar.getAttribute('aria-valuenow')), words: bar.getAttribute('aria-valuetext') });
  }, 50);
});

/** Holds what was seen against what a bar promises. @param {import('playwright-core').Page} page */
export async function barKeptItsWord(page) {
  const seen = await page.evaluate(() => window.seen);
  assert.ok(seen.length > 0 && seen.every(({ value }, i) => !i || value >= seen[i - 1].value), 'progress fell');
  assert.ok(seen.every(({ value, words }) => value < 100 && words), 'progress without words, or 100 too early');
}
