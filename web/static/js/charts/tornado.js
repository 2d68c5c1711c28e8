// What matters most: one bar an assumption, from the worse to the better outcome.
import { el, frame, gutter } from './svg.js';

/**
 * @param {number} width
 * @param {{items:{name:string, low:number, high:number}[], base:{value:number, text:string}, short:(v:number)=>string, label:string}} chart low ≤ base.value ≤ high
 */
export function tornado(width, { items, base, short, label }) {
  const narrow = width < 520;
  const row = narrow ? 44 : 30;
  const room = gutter(items.flatMap(item => [short(item.low), short(item.high)]));
  const box = { t: 24, r: room, l: narrow ? room : 124 + room };
  const height = box.t + items.length * row + 4;
  const svg = frame(width, height, label);
  const low = Math.min(base.value, ...items.map(item => item.low));
  const high = Math.max(base.value, ...items.map(item => item.high));
  const x = (/** @type {number} */ v) => box.l + (v - low) / (high - low || 1) * (width - box.l - box.r);
  svg.append(el('text', { x: x(base.value), y: 12, 'text-anchor': 'middle', class: 't-ink' }, base.text), el('line', { x1: x(base.value), x2: x(base.value), y1: box.t - 6, y2: height, class: 'axis' }));
  items.forEach((item, i) => {
    const middle = box.t + i * row + (narrow ? 30 : 14);
    svg.append(
      narrow ? el('text', { x: x(base.value), y: middle - 13, 'text-anchor': 'middle', class: 't-2 halo' }, item.name) : el('text', { x: 0, y: middle + 4, class: 't-2' }, item.name),
      el('rect', { x: x(item.low), y: middle - 7, width: Math.max(0, x(base.value) - x(item.low)), height: 14, class: 'b-down', rx: 1 }),
      el('rect', { x: x(base.value), y: middle - 7, width: Math.max(0, x(item.high) - x(base.value)), height: 14, class: 'b-up', rx: 1 }),
      el('text', { x: x(item.low) - 6, y: middle + 4, 'text-anchor': 'end' }, short(item.low)),
      el('text', { x: x(item.high) + 6, y: middle + 4 }, short(item.high)),
    );
  });
  return svg;
}
