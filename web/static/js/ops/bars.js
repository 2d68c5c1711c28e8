// Two bars for each of a few classes, their values above them.
import { el, frame, ticks } from '../charts/svg.js';

/** @typedef {{label:string, p50?:number|undefined, p95?:number|undefined}} Class */

/** @param {number} width @param {{classes:Class[], label:string, axis:(v:number)=>string, full:(v:number)=>string, unit:string, height?:number}} chart */
export function bars(width, { classes, label, axis, full, unit, height = 220 }) {
  const box = { t: 22, r: 8, b: 44, l: 52 };
  const svg = frame(width, height, label);
  const steps = ticks(0, Math.max(...classes.map(c => c.p95 ?? 0)), 4);
  const high = steps.at(-1) ?? 1;
  const y = (/** @type {number} */ v) => box.t + (1 - v / high) * (height - box.t - box.b);
  const room = (width - box.l - box.r) / classes.length;
  const thick = Math.min(36, room / 2 - 6);
  const thin = thick < 36; // values are wider than their bars then: they begin at the middle between both
  for (const step of steps) svg.append(el('line', { x1: box.l, x2: width - box.r, y1: y(step), y2: y(step), class: step ? 'grid' : 'axis' }), el('text', { x: box.l - 8, y: y(step) + 4, 'text-anchor': 'end' }, axis(step)));
  classes.forEach((c, i) => {
    const middle = box.l + room * (i + 0.5);
    svg.append(el('text', { x: middle, y: height - 26, 'text-anchor': 'middle' }, c.label));
    if (c.p50 === undefined || c.p95 === undefined) {
      svg.append(el('text', { x: middle, y: y(0) - 8, 'text-anchor': 'middle' }, 'none'));
      return;
    }
    const pair = /** @type {[number, string, number][]} */ ([[c.p50, 'up', middle - thick - 2], [c.p95, 'down', middle + 2]]);
    for (const [value, cls, at] of pair) {
      svg.append(
        el('rect', { x: at, y: y(value), width: thick, height: Math.max(1, y(0) - y(value)), class: `b-${cls}`, rx: 1 }),
        el('text', { x: thin ? middle + (cls === 'up' ? -2 : 2) : at + thick / 2, y: y(value) - 6, 'text-anchor': thin ? (cls === 'up' ? 'end' : 'start') : 'middle', class: cls === 'up' ? 't-rev' : 't-cost' }, full(value)),
      );
    }
  });
  svg.append(el('text', { x: (box.l + width - box.r) / 2, y: height - 5, 'text-anchor': 'middle' }, unit));
  return svg;
}
