// Charts as SVG drawn at the size at which they are shown, so text never scales. No inline style is set.
const NS = 'http://www.w3.org/2000/svg';

/** @param {string} tag @param {{[name:string]: string|number}} [attributes] @param {string} [text] */
export function el(tag, attributes = {}, text) {
  const node = document.createElementNS(NS, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  if (text !== undefined) node.textContent = text;
  return node;
}

/** @param {number} width @param {number} height @param {string} label the sentence that says what the picture shows */
export const frame = (width, height, label) => el('svg', { viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': label });

/** Wider than letters of labels are on average: no two labels run into each other. */
export const LETTER = 6.6;

/** As wide as the letters of any currency are: `CHF` and `Rp` are wider than figures. */
const WIDEST = 7.5;

/** Room for labels beside a chart. @param {string[]} texts */
export const gutter = texts => Math.max(52, 8 + WIDEST * Math.max(...texts.map(text => text.length)));

/** @param {[number, number][]} points */
export const path = points => points.map(([x, y], i) => `${i ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

/**
 * Round steps of an axis from `low` to `high`, zero among them: `wanted`, or one more where zero lies between the two.
 * @param {number} low @param {number} high @param {number} wanted
 */
export function ticks(low, high, wanted) {
  const from = Math.min(low, 0);
  const to = Math.max(high, 0);
  const rough = Math.max(to - from, 1e-9) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5].find(factor => factor * power >= rough) ?? 10) * power;
  const first = Math.floor(from / step);
  const last = Math.ceil(to / step);
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
}
